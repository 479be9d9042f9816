import { ApiError, readProblem } from './api-error.ts';
import { currentToken, refreshSession } from './session.ts';

export type RequestOptions = {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly query?: { readonly [name: string]: string | number | null | undefined };
  readonly json?: unknown;
  readonly signal?: AbortSignal;
};

/**
 * Calls one route below /api/v1 and answers its JSON. An expired access token is renewed once.
 * @throws ApiError for every answer that is not 2xx; TypeError when the server cannot be reached.
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  const response = await requestRaw(path, options);
  if (response.status === 204) return undefined as Answer;
  return (await response.json()) as Answer;
}

export async function requestRaw(path: string, options: RequestOptions = {}): Promise<Response> {
  const first = await send(path, options);
  const response = first.status === 401 && (await refreshSession()) ? await send(path, options) : first;
  if (!response.ok) throw await readProblem(response);
  return response;
}

/** The answer, or null when the resource does not exist (yet). */
export async function requestOptional<Answer>(
  path: string,
  options: RequestOptions = {},
): Promise<Answer | null> {
  try {
    return await request<Answer>(path, options);
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

function send(path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' });
  const token = currentToken();
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  if (options.json !== undefined) headers.set('content-type', 'application/json');
  return fetch(`/api/v1/${path}${queryString(options.query ?? {})}`, {
    method: options.method ?? 'GET',
    headers,
    credentials: 'same-origin',
    body: options.json === undefined ? null : JSON.stringify(options.json),
    signal: options.signal ?? null,
  });
}

function queryString(query: NonNullable<RequestOptions['query']>): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}
