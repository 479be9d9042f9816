import type { InitOptions } from '../public-types.ts';

/** Said on purpose; what a build told of itself comes behind them. */
const OWN_RELEASE_NAMES = ['BUGSAGE_RELEASE', 'SENTRY_RELEASE'];
/** Where hosts and builders say which commit they run. */
const COMMIT_NAMES = [
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
    release: options.release ?? first(OWN_RELEASE_NAMES) ?? builtRelease() ?? first(COMMIT_NAMES),
    environment: options.environment ?? first(ENVIRONMENT_NAMES),
  };
}

/** What plugins for bundlers, ours and Sentry's, put at the start of a script. */
function builtRelease(): string | undefined {
  return (globalThis as { SENTRY_RELEASE?: { id?: string } }).SENTRY_RELEASE?.id;
}
