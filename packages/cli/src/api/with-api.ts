import { createApiClient, type ApiClient } from '@bugsage/api-client';
import { BugSageError } from '@bugsage/core';
import { answerOf } from './answer-of.ts';
import { findServer } from './find-server.ts';

/** Of one request. Long enough for a list of 1,000 from a busy server. */
const ANSWER_WITHIN_MS = 30_000;

/** Runs with the API of the server the environment names. A login made for it ends with it. */
export async function withApi<Result>(run: (api: ApiClient) => Promise<Result>): Promise<Result> {
  const access = await findServer();
  try {
    return 'token' in access
      ? await run(connect(access.baseUrl, access.token))
      : await runLoggedIn(access, run);
  } catch (error) {
    if (!(error instanceof BugSageError) || error.kind !== 'unauthenticated') throw error;
    const { kind, code } = error;
    const message = `${error.message}\nSet BUGSAGE_TOKEN to a token that is valid at ${access.baseUrl}.`;
    throw new BugSageError({ kind, code, message, cause: error });
  }
}

async function runLoggedIn<Result>(
  access: { readonly baseUrl: string; readonly email: string; readonly password: string },
  run: (api: ApiClient) => Promise<Result>,
): Promise<Result> {
  const login = await answerOf(
    connect(access.baseUrl, null).POST('/api/v1/auth/token', {
      body: { username: access.email, password: access.password },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  );
  const api = connect(access.baseUrl, login.access_token);
  try {
    return await run(api);
  } finally {
    // The result counts; a login that could not be ended runs out by itself.
    await api.POST('/api/v1/auth/logout', { body: { refresh_token: login.refresh_token } }).catch(() => null);
  }
}

function connect(baseUrl: string, token: string | null): ApiClient {
  return createApiClient({
    baseUrl,
    token: () => token,
    fetch: (request) => fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) }),
  });
}
