import type { IntegrationHost } from '../public-types.ts';
import { startRequest } from './start-request.ts';
import { watchMethod } from './watch-method.ts';

type FetchCall = [input: string | { url?: string; method?: string }, init?: { method?: string }];

/** Notes requests made with `fetch`. */
export function watchFetch({ endpoint }: IntegrationHost): () => void {
  return watchMethod(globalThis, 'fetch', ([input, init]: FetchCall, promise: Promise<Response>) => {
    const { url = input, method = 'GET' } = input as { url?: string; method?: string };
    const end = startRequest('fetch', init?.method ?? method, url, endpoint);
    // The host waits for our promise: V8 follows a chain of promises to the callers for the stack of `fetch failed`,
    // but gives up at a promise that two wait for.
    return (
      end &&
      promise.then(
        (response) => {
          end(response.status);
          return response;
        },
        (error: unknown) => {
          end(0, error);
          throw error;
        },
      )
    );
  });
}
