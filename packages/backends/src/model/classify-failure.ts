import { describeError } from '@bugsage/core';
import { DeadlineError } from './deadline.ts';
import type { GuardCode } from './guarded-fetch.ts';
import { failed, type Failure } from './wire.ts';

/** What a server says about its own error, from an HTTP error or from the body of a 200. */
export type ServerError = {
  readonly status: number | null;
  /** Machine-readable words, from whichever field the provider uses. */
  readonly codes: readonly string[];
  readonly message: string;
  readonly retryAfterMs: number | null;
};

/** Turns anything that sending a call threw into a failure. Never throws itself. */
export function classifyThrown(thrown: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return abortedFailure(signal);
  const serverError = readServerError(thrown);
  return serverError === null ? classifyTransport(thrown) : classifyServerError(serverError);
}

/** The same, for a signal that was aborted before or while the call ran. */
export function abortedFailure(signal: AbortSignal): Failure {
  const detail =
    signal.reason instanceof DeadlineError
      ? signal.reason.message
      : 'The question was cancelled by its caller.';
  return failed('timeout', detail, { mayBeBilled: true });
}

const OUT_OF_CREDIT =
  /insufficient_quota|billing|payment_required|spend_limit_reached|credit balance is too low|insufficient (balance|credit|funds)/i;

/**
 * Codes go before statuses: `insufficient_quota` is a 429 like a busy minute, but waiting does not help, and an
 * overloaded server says so under 529, 503 or inside a 200.
 */
export function classifyServerError(error: ServerError): Failure {
  const { status, message, retryAfterMs } = error;
  const words = error.codes.join(' ');
  const detail = `The server answered ${[status, words, message].filter((part) => part !== null && part !== '').join(': ')}`;
  const more = { status, retryAfterMs };
  if (status === 402 || OUT_OF_CREDIT.test(`${words} ${message}`))
    return failed('out_of_credit', detail, more);
  if (status === 429 || /rate_limit/.test(words)) {
    return failed('rate_limited', detail, { ...more, transient: true });
  }
  const overloaded = /overloaded|server_error|api_error|timeout_error|unavailable/.test(words);
  const transient = overloaded || status === 408 || status === 409 || (status !== null && status >= 500);
  return failed('unavailable', detail, { ...more, transient });
}

/** Before the request was out; nothing was billed. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT']);

function classifyTransport(thrown: unknown): Failure {
  const chain = causeChain(thrown);
  const codes = new Set(chain.map((error) => (error as { code?: unknown }).code));
  const innermost = describeError(chain.at(-1) ?? thrown);
  if (codes.has('BUGSAGE_IDLE' satisfies GuardCode))
    return failed('timeout', innermost, { mayBeBilled: true });
  if (codes.has('BUGSAGE_TOO_LARGE' satisfies GuardCode)) {
    return failed('unavailable', innermost, { mayBeBilled: true });
  }
  if (chain.some((error) => /unexpected redirect/i.test(error.message))) {
    const detail =
      'The server redirects; redirects are refused because they would carry prompt and key elsewhere.';
    return failed('unavailable', detail);
  }
  if ([...NOT_SENT].some((code) => codes.has(code))) {
    return failed('unavailable', `The server cannot be reached: ${innermost}`, { transient: true });
  }
  const lost =
    [...LOST].some((code) => codes.has(code)) || chain.some((error) => error.message === 'terminated');
  const detail = lost ? `The connection was lost: ${innermost}` : `The call failed: ${innermost}`;
  return failed('unavailable', detail, { transient: lost, mayBeBilled: lost });
}

/** Errors from outside in; bounded, because causes may point back. */
function causeChain(thrown: unknown): Error[] {
  const chain: Error[] = [];
  for (let next = thrown; next instanceof Error && chain.length < 10; next = next.cause) chain.push(next);
  return chain;
}

/** Both SDKs put status, headers and the body's words on their errors; by shape, because there are two class trees. */
function readServerError(thrown: unknown): ServerError | null {
  if (!(thrown instanceof Error)) return null;
  const error = thrown as Error &
    Partial<Record<'status' | 'type' | 'code' | 'errorCode' | 'headers', unknown>>;
  if (typeof error.status !== 'number') return null;
  const codes = [error.type, error.code, error.errorCode].filter((code) => typeof code === 'string');
  return {
    status: error.status,
    codes: [...new Set(codes)],
    // The SDKs begin their messages with the status.
    message: error.message.replace(/^\d{3} /, ''),
    retryAfterMs: error.headers instanceof Headers ? readRetryAfter(error.headers) : null,
  };
}

/** Milliseconds from `retry-after-ms`, or from `retry-after` in seconds or as a date (RFC 9110, 10.2.3). */
export function readRetryAfter(headers: Headers): number | null {
  const milliseconds = Number.parseFloat(headers.get('retry-after-ms') ?? '');
  if (Number.isFinite(milliseconds)) return Math.max(0, milliseconds);
  const value = headers.get('retry-after');
  if (value === null) return null;
  const seconds = Number(value);
  const delayMs = Number.isNaN(seconds) ? Date.parse(value) - Date.now() : seconds * 1_000;
  return Number.isFinite(delayMs) ? Math.max(0, delayMs) : null;
}
