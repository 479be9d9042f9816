import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './document.ts';

export type ApiClient = Client<paths, 'application/json'>;

export type ApiClientOptions = {
  /** Address of the server, without `/api/v1`; empty in a browser, for the server the page came from. */
  readonly baseUrl: string;
  /** An access or API token for every request; asked for each time, because access tokens are renewed. */
  readonly token?: () => string | null;
  readonly fetch?: (request: Request) => Promise<Response>;
};

/**
 * Every route of the REST API with the types of its parameters, bodies and answers, generated from the OpenAPI document:
 * `await client.GET('/api/v1/issues/{issue_id}', { params: { path: { issue_id } } })`. Answers are `{ data }`, or
 * `{ error }` with the problem document (RFC 9457), both beside `response`; only a failed connection throws.
 */
export function createApiClient({ baseUrl, token, fetch }: ApiClientOptions): ApiClient {
  const client = createClient<paths, 'application/json'>({
    baseUrl,
    ...(fetch === undefined ? {} : { fetch }),
  });
  client.use({
    onRequest: ({ request }) => {
      const known = token?.() ?? null;
      if (known !== null) request.headers.set('authorization', `Bearer ${known}`);
      return request;
    },
  });
  return client;
}
