import { createApiClient } from '@bugsage/api-client';
import { readProblem } from './api-error.ts';
import { currentToken, refreshSession } from './session.ts';

/** The typed API for this page. An expired access token is renewed once; nothing but 2xx comes back as data. */
export const api = createApiClient({
  baseUrl: globalThis.location === undefined ? '' : globalThis.location.origin,
  token: currentToken,
  fetch: async (request) => {
    const again = request.clone();
    const first = await fetch(request);
    if (first.status !== 401 || !(await refreshSession())) return first;
    again.headers.set('authorization', `Bearer ${currentToken() ?? ''}`);
    return fetch(again);
  },
});

/** What was answered. @throws ApiError for everything but 2xx. */
export async function dataOf<Data>(
  call: Promise<{ readonly data?: Data; readonly error?: unknown; readonly response: Response }>,
): Promise<Data> {
  const { data, error, response } = await call;
  if (!response.ok) throw await readProblem(Response.json(error ?? {}, { status: response.status }));
  return data as Data;
}
