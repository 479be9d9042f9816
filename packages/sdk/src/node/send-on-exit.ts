import { FLUSH_TIMEOUT_MS } from '../limits.ts';
import type { EndHooks } from '../platform.ts';
import type { CapturedEvent, InitOptions } from '../public-types.ts';
import { sendBlocking } from './send-blocking.ts';

/**
 * Delivers what is queued when the process ends. `beforeExit`: it has nothing left to do, so there is time for an
 * ordinary flush. `exit`: after `process.exit()` or a crash there is not, so a thread sends while this one waits; Node
 * prints the error and sets the exit code as always.
 */
export function sendOnExit(
  hooks: EndHooks,
  prepareNow: (events: readonly CapturedEvent[]) => void,
  { shutdownTimeoutMs: timeoutMs = FLUSH_TIMEOUT_MS }: InitOptions,
): () => void {
  let hasTried = false;
  const onBeforeExit = (): void => {
    if (hasTried) return;
    hasTried = true;
    if (hooks.drain({ withInFlight: true }).events.length > 0) void hooks.flush(timeoutMs);
  };
  const onExit = (): void => {
    if (hasTried) return;
    hasTried = true;
    try {
      const { events, encode } = hooks.drain({ withInFlight: true });
      if (events.length === 0) return;
      prepareNow(events);
      sendBlocking({ url: hooks.endpoint, bodies: encode().map(({ body }) => body), timeoutMs });
    } catch {
      // The process must end, whatever happens here.
    }
  };
  if (timeoutMs <= 0) return () => undefined;
  process.on('beforeExit', onBeforeExit);
  process.on('exit', onExit);
  return () => {
    process.off('beforeExit', onBeforeExit);
    process.off('exit', onExit);
  };
}
