import { BugSageError } from './errors.ts';

export type Dsn = {
  readonly origin: string;
  readonly pathPrefix: string;
  readonly key: string;
  readonly projectId: number;
};

/** Ingest keys are 32 lower-case hex: Sentry's JavaScript SDKs accept word characters only. */
export const INGEST_KEY_PATTERN = /^[0-9a-f]{32}$/;

/**
 * Parses `scheme://key[:secret]@host[:port][/prefix]/project_id` (Sentry's DSN; protocol.md 1.1). The legacy secret is
 * ignored. Throws `BugSageError` `invalid_dsn` that says which part is wrong.
 */
export function parseDsn(text: string): Dsn {
  let url: URL;
  try {
    url = new URL(text);
  } catch (cause) {
    throw invalidDsn('it is not a URL', cause);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw invalidDsn('its scheme is not http or https');
  if (!INGEST_KEY_PATTERN.test(url.username)) throw invalidDsn('its key is not 32 lower-case hex characters');
  const lastSlash = url.pathname.lastIndexOf('/');
  const projectText = url.pathname.slice(lastSlash + 1);
  if (!/^[1-9][0-9]{0,9}$/.test(projectText))
    throw invalidDsn('its last path segment is not a project number');
  return {
    origin: `${url.protocol}//${url.host}`,
    pathPrefix: url.pathname.slice(0, lastSlash),
    key: url.username,
    projectId: Number(projectText),
  };
}

export function formatDsn(dsn: Dsn): string {
  const [scheme, host] = dsn.origin.split('://') as [string, string];
  return `${scheme}://${dsn.key}@${host}${dsn.pathPrefix}/${dsn.projectId}`;
}

function invalidDsn(why: string, cause?: unknown): BugSageError {
  return new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_dsn',
    message: `The DSN is not usable: ${why}. Expected http(s)://<32 hex>@<host>/<project number>.`,
    cause,
  });
}
