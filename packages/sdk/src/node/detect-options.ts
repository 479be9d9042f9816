import type { InitOptions } from '../public-types.ts';

/** Where hosts and builders say which commit they run; ours first, then those an application may have set already. */
const RELEASE_NAMES = [
  'BUGSAGE_RELEASE',
  'SENTRY_RELEASE',
  'VERCEL_GIT_COMMIT_SHA',
  'RAILWAY_GIT_COMMIT_SHA',
  'RENDER_GIT_COMMIT',
  'CF_PAGES_COMMIT_SHA',
  'HEROKU_SLUG_COMMIT',
  'SOURCE_VERSION',
  'GIT_COMMIT',
  'COMMIT_SHA',
  'GITHUB_SHA',
];
const ENVIRONMENT_NAMES = ['BUGSAGE_ENVIRONMENT', 'SENTRY_ENVIRONMENT', 'VERCEL_ENV', 'NODE_ENV'];

/** Fills in what the environment of the process knows: DSN, release and environment. Given options win. */
export function detectOptions(
  options: Partial<InitOptions>,
  variables: Readonly<Record<string, string | undefined>>,
): InitOptions {
  const first = (names: readonly string[]): string | undefined =>
    names.map((name) => variables[name]).find((value) => value !== undefined && value !== '');
  return {
    ...options,
    dsn: options.dsn ?? variables['BUGSAGE_DSN'],
    release: options.release ?? first(RELEASE_NAMES),
    environment: options.environment ?? first(ENVIRONMENT_NAMES),
  };
}
