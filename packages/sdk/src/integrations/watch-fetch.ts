import { startRequest } from './start-request.ts';
import { watchMethods } from './watch-methods.ts';

/** An address has neither of both. */
type FetchCall = [input: { url?: string; method?: string }, init?: { method?: string }];

/** Notes requests made with `fetch`. */
export function watchFetch(): (() => void)[] {
  return watchMethods(globalThis, ['fetch'], ([input, init]: FetchCall, promise: Promise<Response>) => {
    const end = startRequest('fetch', init?.method ?? input.method ?? 'GET', input.url ?? input);
    // The host waits for our promise: V8 follows a chain of promises to the callers for the stack of `fetch failed`,
    // but gives up at a promise that two wait for.
    return promise.then(
      (response) => {
        end(response.status);
        return response;
      },
      (error: unknown) => {
        end(0, error);
        throw error;
      },
    );
  });
}
