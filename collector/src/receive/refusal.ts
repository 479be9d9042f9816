import { BugSageError, type DropReason, type ErrorKind } from '@bugsage/core';

type Row = { readonly status: number; readonly reason: DropReason };

/** What a client is told, and under which reason it is counted, by the code of the error. The only such table. */
export const REFUSALS = {
  missing_key: { status: 401, reason: 'missing_key' },
  unknown_key: { status: 401, reason: 'unknown_key' },
  malformed_key: { status: 400, reason: 'invalid_request' },
  disabled_key: { status: 403, reason: 'disabled_key' },
  wrong_project: { status: 403, reason: 'wrong_project' },
  invalid_request: { status: 400, reason: 'invalid_request' },
  invalid_dsn: { status: 400, reason: 'invalid_request' },
  client_aborted: { status: 400, reason: 'invalid_request' },
  invalid_encoding: { status: 400, reason: 'invalid_encoding' },
  unsupported_encoding: { status: 415, reason: 'invalid_encoding' },
  invalid_envelope: { status: 400, reason: 'invalid_envelope' },
  invalid_json: { status: 400, reason: 'invalid_json' },
  invalid_session: { status: 400, reason: 'invalid_session' },
  too_deep: { status: 400, reason: 'too_deep' },
  malformed_batch: { status: 400, reason: 'invalid_envelope' },
  unsupported_batch_version: { status: 415, reason: 'invalid_envelope' },
  batch_too_large: { status: 413, reason: 'too_large' },
  too_large: { status: 413, reason: 'too_large' },
  journal_full: { status: 503, reason: 'journal_full' },
  journal_failed: { status: 503, reason: 'journal_failed' },
  shutting_down: { status: 503, reason: 'shutting_down' },
  too_many_bodies: { status: 503, reason: 'overloaded' },
  overloaded: { status: 503, reason: 'overloaded' },
  keys_unavailable: { status: 503, reason: 'overloaded' },
} as const satisfies Record<string, Row>;

export type RefusalCode = keyof typeof REFUSALS;

const KIND_OF_STATUS: Readonly<Record<number, ErrorKind>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  413: 'too_large',
  503: 'unavailable',
};

/** `message` is told to the client: it never says whether a key or project exists. */
export function refusal(code: RefusalCode, message: string, cause?: unknown): BugSageError {
  return new BugSageError({
    kind: KIND_OF_STATUS[REFUSALS[code].status] ?? 'invalid_input',
    code,
    message,
    cause,
  });
}

/** The row of an error; undefined for what nobody expected. */
export function refusalRow(error: unknown): Row | undefined {
  if (!(error instanceof BugSageError)) return undefined;
  return Object.hasOwn(REFUSALS, error.code) ? REFUSALS[error.code as RefusalCode] : undefined;
}

/** The reason under which an item that failed to parse is counted. */
export function dropReasonOf(error: unknown): DropReason {
  const row = refusalRow(error);
  if (!row) throw error;
  return row.reason;
}
