import type { Schemas } from '@bugsage/api-client';
import { BugSageError, describeError, type ErrorKind } from '@bugsage/core';
import { safeText } from '../terminal/safe-text.ts';

type Problem = Partial<Schemas['Problem']>;
type Call<Data> = Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>;

const KINDS: Readonly<Record<number, ErrorKind>> = {
  400: 'invalid_input',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  429: 'rate_limited',
  503: 'unavailable',
};

/**
 * What the API answered.
 *
 * @throws BugSageError with the words of the problem document (RFC 9457) and its `code`, which is
 * `invalid_request` for everything that is wrong with the call; `no_answer` when nobody answers as BugSage does.
 */
export async function answerOf<Data>(call: Call<Data>): Promise<Data> {
  const { data, error, response } = await call.catch(refuseAnswer);
  if (response.ok) return data as Data;
  const problem: Problem = typeof error === 'object' && error !== null ? error : {};
  throw new BugSageError({
    kind: KINDS[response.status] ?? 'internal',
    code: response.status === 400 ? 'invalid_request' : (problem.code ?? 'no_answer'),
    message: safeText(describeProblem(problem, response)),
  });
}

/** The sentence for people, and one line for each field that is wrong. */
function describeProblem({ detail, errors = [] }: Problem, response: Response): string {
  if (detail === undefined)
    return `${response.url} answered ${response.status}, which is no answer of BugSage. Check the address.`;
  const fields = errors.map((field) => `  ${placeOf(field)}: ${field.message}`);
  // The detail of a malformed request repeats its fields.
  return fields.length > 0 ? ['The server refused the request:', ...fields].join('\n') : detail;
}

function placeOf({ in: place, path }: NonNullable<Problem['errors']>[number]): string {
  return path === '' ? place : `${place} ${path}`;
}

function refuseAnswer(error: unknown): never {
  const { cause } = error as { cause?: unknown };
  const why = cause instanceof Error ? cause : error;
  throw new BugSageError({
    kind: 'unavailable',
    code: 'no_answer',
    message: `No BugSage server answers (${safeText(describeError(why))}). Is it running, and is the address right?`,
    cause: error,
  });
}
