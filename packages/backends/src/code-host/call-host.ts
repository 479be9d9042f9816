import { BugSageError } from '@bugsage/core';
import type { z } from 'zod';
import type { Outbound } from '../outbound/index.ts';

export type HostConnection = {
  readonly outbound: Pick<Outbound, 'request'>;
  /** Without a slash at the end. */
  readonly apiUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Name of the host for messages. */
  readonly name: string;
};

export type HostCall<Answer> = {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
  readonly schema: z.ZodType<Answer>;
  /** Statuses that are an answer here, for example 404 of a branch that is not there; they give null. */
  readonly missing?: readonly number[];
};

/** Bytes of one answer: lists of pull requests are the longest that are read. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** One call with its answer checked. Null for a status the caller expects instead of an answer. */
export async function callHost<Answer>(
  { outbound, apiUrl, headers, name }: HostConnection,
  call: HostCall<Answer>,
): Promise<Answer | null> {
  const answer = await outbound.request(`${apiUrl}${call.path}`, {
    method: call.method,
    headers: {
      ...headers,
      'user-agent': 'BugSage',
      ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    timeoutMs: TIMEOUT_MS,
    responseBytesMax: ANSWER_BYTES_MAX,
  });
  if (call.missing?.includes(answer.status) === true) return null;
  const text = Buffer.from(answer.body).toString('utf8');
  if (answer.status < 200 || answer.status > 299)
    throw failureOf(name, call, { status: answer.status, text });
  const parsed = call.schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new BugSageError({
    kind: 'unavailable',
    code: 'code_host_unavailable',
    message: `${name} answered ${call.method} ${call.path} with something else than its API describes.`,
    cause: parsed.error,
  });
}

/** As `callHost`, where a missing answer is a failure. */
export async function requireHost<Answer>(
  connection: HostConnection,
  call: Omit<HostCall<Answer>, 'missing'>,
): Promise<Answer> {
  const answer = await callHost(connection, call);
  if (answer === null) throw new Error(`${call.method} ${call.path} gave no answer.`);
  return answer;
}

/** What to do about the statuses people meet. */
const ADVICE: Readonly<Record<number, string>> = {
  401: 'The token is wrong or has expired: set repository_token again.',
  403: 'The token may not do this: it needs to write contents and pull requests of this repository.',
  404: 'The repository is not there, or the token may not see it.',
  422: 'The host refuses the change.',
};

function failureOf(
  name: string,
  call: Pick<HostCall<unknown>, 'method' | 'path'>,
  { status, text }: { readonly status: number; readonly text: string },
): BugSageError {
  const transient = status === 429 || status >= 500 || (status === 403 && /rate limit/i.test(text));
  const said = messageOf(text);
  const advice = transient ? 'It is tried again.' : (ADVICE[status] ?? '');
  return new BugSageError({
    kind: transient ? 'unavailable' : 'invalid_input',
    code: transient ? 'code_host_unavailable' : 'code_host_refused',
    message:
      `${name} answered ${call.method} ${call.path} with ${status}${said === '' ? '' : ` (${said})`}. ${advice}`.trim(),
  });
}

/** `{ "message": ... }` of both hosts, bounded; GitLab's may be a list or an object. */
function messageOf(text: string): string {
  const value = parseJson(text);
  if (typeof value !== 'object' || value === null) return '';
  const said: unknown = Reflect.get(value, 'message') ?? Reflect.get(value, 'error');
  const line = typeof said === 'string' ? said : said === undefined ? '' : JSON.stringify(said);
  return line.replaceAll(/\s+/g, ' ').slice(0, 200);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
