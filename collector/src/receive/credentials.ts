import { INGEST_KEY_PATTERN } from '@bugsage/core';
import type { HttpRequest } from '../http/index.ts';
import { queryParameter } from './query-parameter.ts';
import { refusal } from './refusal.ts';

/** What a request says of itself, checked for form only. */
export type Credentials = {
  readonly key: string;
  /** Unix milliseconds of the client's clock, from `sentry_timestamp`; null when not given. */
  readonly sentAt: number | null;
};

type Claim = { readonly key: string; readonly version: string; readonly timestamp: string };

/**
 * The first credentials of: `X-Sentry-Auth`, `Authorization` (Sentry or Basic), query (protocol.md 1.3). Undefined when
 * there are none: an envelope may still name its DSN. Throws `malformed_key` and `invalid_request` (version).
 */
export function readCredentials(request: HttpRequest): Credentials | undefined {
  const claim =
    readSentryHeader(request.header('x-sentry-auth')) ??
    readAuthorization(request.header('authorization')) ??
    readQuery(request.query);
  if (!claim) return undefined;
  const { key, version, timestamp } = claim;
  checkKey(key);
  if (version !== '' && !(Number(version) >= 2 && Number(version) < 8))
    throw refusal('invalid_request', 'The protocol version is not supported; use 7.');
  const seconds = timestamp === '' ? Number.NaN : Number(timestamp);
  return { key, sentAt: Number.isFinite(seconds) ? Math.round(seconds * 1000) : null };
}

export function checkKey(key: string): void {
  if (!INGEST_KEY_PATTERN.test(key))
    throw refusal('malformed_key', 'The ingest key is not 32 lower-case hex characters.');
}

/** `Sentry sentry_key=..., sentry_version=7, ...`: commas, spaces or both between the pairs, in any order. */
function readSentryHeader(header: string): Claim | undefined {
  if (header === '') return undefined;
  const claim = { key: '', version: '', timestamp: '' };
  for (const pair of header.split(/[\s,]+/)) {
    const equals = pair.indexOf('=');
    const value = pair.slice(equals + 1);
    switch (pair.slice(0, Math.max(equals, 0))) {
      case 'sentry_key':
        claim.key = value;
        break;
      case 'sentry_version':
        claim.version = value;
        break;
      case 'sentry_timestamp':
        claim.timestamp = value;
        break;
      default:
    }
  }
  return claim.key === '' ? undefined : claim;
}

function readAuthorization(header: string): Claim | undefined {
  const scheme = header.slice(0, 7).toLowerCase();
  if (scheme === 'sentry ') return readSentryHeader(header);
  if (!scheme.startsWith('basic ')) return undefined;
  const pair = Buffer.from(header.slice(6).trim(), 'base64').toString('utf8');
  const key = pair.split(':', 1)[0] ?? '';
  return key === '' ? undefined : { key, version: '', timestamp: '' };
}

function readQuery(query: string): Claim | undefined {
  const key = queryParameter(query, 'sentry_key');
  if (key === undefined) return undefined;
  return {
    key,
    version: queryParameter(query, 'sentry_version') ?? '',
    timestamp: queryParameter(query, 'sentry_timestamp') ?? '',
  };
}
