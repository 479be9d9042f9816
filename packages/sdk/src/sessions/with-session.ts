import { withIsolationScope } from '../api.ts';
import { sharedState } from '../shared-state.ts';

/**
 * On servers: runs `work`, such as a job of a queue, in a scope of its own, and counts it as one session where `sessions()` is on.
 * Requests of Node's HTTP servers, and calls that an adapter wraps, are counted without it.
 */
export function withSession<T>(work: () => T): T {
  return withIsolationScope(({ data }) => {
    const end = sharedState().client?.enterSession?.(data);
    if (!end) return work();
    let isLater = false;
    try {
      const answer = work();
      isLater = answer instanceof Promise;
      return isLater ? ((answer as Promise<unknown>).finally(end) as T) : answer;
    } finally {
      if (!isLater) end();
    }
  });
}
