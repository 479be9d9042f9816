import { init } from '@bugsage/sdk';
import { handleErrorWith } from '@bugsage/sdk/svelte';

init({ dsn: process.env.BUGSAGE_DSN, release: 'kit@1' });

export const handleError = handleErrorWith();
