import { flush } from '../api.ts';
import { FLUSH_TIMEOUT_MS } from '../limits.ts';
import type { Engine } from '../platform.ts';
import type { CapturedEvent, Integration } from '../public-types.ts';
import { encodeBatches } from '../transport/encode-batches.ts';
import { sendBlocking } from './send-blocking.ts';

/**
 * Delivers what is queued when the process ends. `beforeExit`: it has nothing left to do, so there is time for an
 * ordinary flush. `exit`: after `process.exit()` or a crash there is not, so a thread sends while this one waits; Node
 * prints the error and sets the exit code as always.
 */
export function sendOnExit(
  prepareNow: ((events: readonly CapturedEvent[]) => void) | undefined,
  timeoutMs = FLUSH_TIMEOUT_MS,
): Integration {
  return {
    name: 'sendOnExit',
    setup(client: Engine) {
      let hasTried = timeoutMs <= 0;
      const onBeforeExit = (): void => {
        if (hasTried) return;
        hasTried = true;
        if (client.queue[0] || Object.keys(client.losses)[0]) void flush(timeoutMs);
      };
      const onExit = (): void => {
        if (hasTried) return;
        hasTried = true;
        try {
          prepareNow?.(client.queue.map(({ event }) => event));
          const bodies = encodeBatches(client, client.queue, client.losses).map(({ body }) => body);
          if (bodies.length > 0) sendBlocking({ url: client.endpoint, bodies, timeoutMs });
        } catch {
          // The process must end, whatever happens here.
        }
      };
      process.on('beforeExit', onBeforeExit);
      process.on('exit', onExit);
      return () => {
        process.off('beforeExit', onBeforeExit);
        process.off('exit', onExit);
      };
    },
  };
}
