import { tunnel } from '@bugsage/sdk/tunnel';

export const POST = (request) => tunnel(process.env.BUGSAGE_DSN)(request);
