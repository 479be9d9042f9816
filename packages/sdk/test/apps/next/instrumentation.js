import { init } from '@bugsage/sdk';

export function register() {
  init({ dsn: process.env.BUGSAGE_DSN, release: 'next@1', environment: process.env.NEXT_RUNTIME });
}
export { onRequestError } from '@bugsage/sdk/next';
