import { BugSageError } from '@bugsage/core';
import type { z } from 'zod';
import type { Outbound, OutboundResponse } from '../outbound/index.ts';
import type { Write } from '../ports/outgoing-work.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { ProviderError } from './provider-error.ts';

export type Provider = {
  readonly outbound: Pick<Outbound, 'request'>;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Name for messages, for example `GitHub`. */
  readonly name: string;
  /** Of every call; asked each time, because tokens of apps expire. */
  readonly headers: () => Promise<Readonly<Record<string, string>>>;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Around calls that make something. */
  readonly write?: Write | undefined;
};

export type ProviderCall<Answer> = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly schema: z.ZodType<Answer>;
  /** Statuses that are an answer here, for example 404 of an issue that is gone; they give null. */
  readonly missing?: readonly number[];
  /** It makes something new each time it is made. */
  readonly creates?: boolean;
};

export type ProviderAnswer<Answer> = { readonly data: Answer; readonly headers: Headers };

/** One call with its answer checked. Null for a status the caller expects instead of an answer. Throws `ProviderError`. */
export function callProvider<Answer>(
  provider: Provider,
  call: ProviderCall<Answer>,
): Promise<ProviderAnswer<Answer> | null> {
  const { write } = provider;
  const exchange = () => exchangeWith(provider, call);
  return call.creates === true && write !== undefined ? write(exchange) : exchange();
}

async function exchangeWith<Answer>(
  provider: Provider,
  call: ProviderCall<Answer>,
): Promise<ProviderAnswer<Answer> | null> {
  const answer = await send(provider, call);
  if (call.missing?.includes(answer.status) === true) return null;
  const text = Buffer.from(answer.body).toString('utf8');
  const given = parseJson(text);
  if (answer.status < 200 || answer.status > 299) throw failureOf(provider, call, answer, given);
  // 204 and the empty bodies of some writes.
  const parsed = call.schema.safeParse(text === '' ? null : given);
  if (parsed.success) return { data: parsed.data, headers: answer.headers };
  throw new ProviderError({
    status: answer.status,
    retryable: true,
    mayBeDone: true,
    message: `${provider.name} answered ${call.method} ${pathOf(call)} with something else than its API describes.`,
    cause: parsed.error,
  });
}

/** As `callProvider`, where a missing answer is a failure. */
export async function requireProvider<Answer>(
  provider: Provider,
  call: Omit<ProviderCall<Answer>, 'missing'>,
): Promise<Answer> {
  const answer = await callProvider(provider, call);
  if (answer === null) throw new Error(`${call.method} ${call.path} gave no answer.`);
  return answer.data;
}

async function send(
  { outbound, baseUrl, headers, name }: Provider,
  call: ProviderCall<unknown>,
): Promise<OutboundResponse> {
  try {
    return await outbound.request(`${baseUrl}${call.path}`, {
      method: call.method,
      headers: {
        accept: 'application/json',
        ...(await headers()),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      timeoutMs: PROVIDER_LIMITS.timeoutMs,
      responseBytesMax: PROVIDER_LIMITS.answerBytesMax,
    });
  } catch (error) {
    if (error instanceof ProviderError) throw error;
    const known = error instanceof BugSageError ? error : null;
    throw new ProviderError({
      status: null,
      retryable: known?.retryable ?? false,
      mayBeDone: known?.mayBeDone ?? false,
      message: error instanceof Error ? error.message : `${name} cannot be reached.`,
      cause: error,
    });
  }
}

/** What to do about the statuses people meet. */
const ADVICE: Readonly<Record<number, string>> = {
  401: 'The credentials are wrong or have expired: set them again.',
  403: 'The credentials may not do this: give them the rights docs/integrations.md names.',
  404: 'It is not there, or the credentials may not see it.',
};
/** Passing by their meaning: a timeout, a conflict of two writes, a lock, too early, too many. */
const PASSING = new Set([408, 409, 423, 425, 429]);

function failureOf(
  { name, now }: Provider,
  call: ProviderCall<unknown>,
  answer: OutboundResponse,
  given: unknown,
): ProviderError {
  const { status, headers } = answer;
  const said = wordsOf(given);
  // GitHub: the first limit says 403 with nothing remaining, the second one 403 with retry-after.
  const isLimited =
    status === 403 &&
    (headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after') || /rate limit/i.test(said));
  const retryable = status >= 500 || PASSING.has(status) || isLimited;
  const advice = retryable ? 'It is tried again.' : (ADVICE[status] ?? '');
  return new ProviderError({
    status,
    retryable,
    // A gateway that waited in vain for the answer.
    mayBeDone: status === 504,
    retryAfterMs: retryable ? pauseOf(headers, now()) : null,
    message:
      `${name} answered ${call.method} ${pathOf(call)} with ${status}${said === '' ? '' : ` (${said})`}. ${advice}`.trim(),
  });
}

/** What is left, and when there is more: GitHub, GitLab and Jira, Sentry. */
const LIMIT_HEADERS = [
  ['x-ratelimit-remaining', 'ratelimit-remaining', 'x-sentry-rate-limit-remaining'],
  ['x-ratelimit-reset', 'ratelimit-reset', 'x-sentry-rate-limit-reset'],
] as const;

/** `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), else the reset time of a rate limit in Unix seconds. */
export function pauseOf(headers: Headers, now: number): number | null {
  const after = headers.get('retry-after');
  const [left, reset] = LIMIT_HEADERS.map((names) => names.map((name) => headers.get(name)).find(Boolean));
  const seconds = Number(after);
  const until =
    after === null
      ? left === '0' && reset !== undefined
        ? Number(reset) * 1_000 - now
        : Number.NaN
      : Number.isFinite(seconds)
        ? seconds * 1_000
        : Date.parse(after) - now;
  return Number.isFinite(until) ? Math.min(Math.max(until, 0), PROVIDER_LIMITS.retryAfterMsMax) : null;
}

function pathOf({ path }: ProviderCall<unknown>): string {
  return path.split('?')[0] ?? '';
}

/** GitHub `message`, GitLab `message` or `error`, Jira `errorMessages` and `errors`, Sentry `detail`; bounded. */
function wordsOf(given: unknown): string {
  if (typeof given !== 'object' || given === null) return '';
  const { message, error, detail, errorMessages, errors } = given as Record<string, unknown>;
  const lists = Array.isArray(errorMessages) && errorMessages.length > 0 ? errorMessages : errors;
  const said = message ?? detail ?? error ?? lists;
  const line = typeof said === 'string' ? said : said === undefined ? '' : JSON.stringify(said);
  return line.replaceAll(/\s+/g, ' ').slice(0, PROVIDER_LIMITS.wordsMax);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
