import { UploadFailure } from '../failure.ts';
import { UPLOAD_LIMITS } from '../limits.ts';

export type Connection = {
  /** Address of the server, without `/api`. */
  readonly url: string;
  /** An API token with the scope `artifacts`. */
  readonly token: string;
  /** Replaced in tests. */
  readonly fetch?: typeof fetch;
  /** Told before a request is tried again. */
  readonly onRetry?: (why: string) => void;
};

export type Call = {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  /** Sent as JSON, or as a form. */
  readonly body?: unknown;
};

/**
 * Asks the server; answers its JSON. Tries again when nobody answers, or with 429 and 5xx, after what `Retry-After`
 * says or a pause that doubles. Throws `UploadFailure` with the server's own words.
 */
export async function ask<Answer>(connection: Connection, call: Call): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryOnce<Answer>(connection, call);
    if (outcome.kind === 'answered') return outcome.answer;
    if (!outcome.mayWork || attempt === UPLOAD_LIMITS.attemptsMax) throw outcome.failure;
    connection.onRetry?.(outcome.failure.message);
    const pauseMs = outcome.pauseMs ?? UPLOAD_LIMITS.pauseMs * 2 ** (attempt - 1) * (0.5 + Math.random() / 2);
    await new Promise((resolve) => setTimeout(resolve, Math.min(pauseMs, UPLOAD_LIMITS.pauseMsMax)));
  }
}

type Outcome<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | {
      readonly kind: 'failed';
      readonly failure: UploadFailure;
      readonly mayWork: boolean;
      readonly pauseMs: number | null;
    };

async function tryOnce<Answer>(connection: Connection, call: Call): Promise<Outcome<Answer>> {
  const url = addressOf(connection.url, call.path);
  const isForm = call.body instanceof FormData;
  let response: Response;
  let text: string;
  try {
    response = await (connection.fetch ?? fetch)(url, {
      method: call.method ?? (call.body === undefined ? 'GET' : 'POST'),
      headers: {
        authorization: `Bearer ${connection.token}`,
        accept: 'application/json',
        ...(call.body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(call.body === undefined
        ? {}
        : { body: call.body instanceof FormData ? call.body : JSON.stringify(call.body) }),
      // A token is not carried to another address.
      redirect: 'error',
      signal: AbortSignal.timeout(UPLOAD_LIMITS.requestTimeoutMs),
    });
    text = await response.text();
  } catch (error) {
    const failure = new UploadFailure(`${url.origin} does not answer: ${reasonOf(error)}.`, { cause: error });
    return { kind: 'failed', failure, mayWork: true, pauseMs: null };
  }
  if (response.ok) return readAnswer(url, text);
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    kind: 'failed',
    failure: refusalOf(response, text, url),
    mayWork: response.status === 429 || response.status >= 500,
    pauseMs: Number.isFinite(retryAfter) ? retryAfter * 1_000 : null,
  };
}

function readAnswer<Answer>(url: URL, text: string): Outcome<Answer> {
  try {
    return { kind: 'answered', answer: (text === '' ? null : JSON.parse(text)) as Answer };
  } catch (error) {
    const failure = new UploadFailure(
      `${url.origin} does not answer as BugSage does (no JSON at ${url.pathname}). Is the address right?`,
      { cause: error },
    );
    return { kind: 'failed', failure, mayWork: false, pauseMs: null };
  }
}

function addressOf(base: string, path: string): URL {
  try {
    return new URL(`${base.replace(/\/+$/, '')}${path}`);
  } catch (error) {
    throw new UploadFailure(`${JSON.stringify(base)} is no address. Write it like https://bugsage.example.`, {
      cause: error,
    });
  }
}

type Problem = { readonly detail?: unknown; readonly code?: unknown; readonly title?: unknown };

function refusalOf(response: Response, text: string, url: URL): UploadFailure {
  const problem = problemOf(text);
  const code = typeof problem.code === 'string' ? problem.code : null;
  const said = [problem.detail, problem.title].find((value) => typeof value === 'string');
  const words = said ?? text.slice(0, UPLOAD_LIMITS.answerLengthMax).trim();
  const next =
    response.status === 401
      ? ' Make an API token with the scope artifacts (dashboard: Account, API tokens) and pass it as BUGSAGE_TOKEN.'
      : '';
  return new UploadFailure(`${url.pathname} answered ${response.status}: ${words}${next}`, {
    status: response.status,
    code,
  });
}

function problemOf(text: string): Problem {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.message || cause?.code || message;
}
