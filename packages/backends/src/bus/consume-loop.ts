import type { ConsumeOptions, DeliveredMessage, HandlerVerdict, Subscription } from '../ports/bus.ts';

/** A delivery as an adapter hands it over: settle exactly once, or let the lease run out. */
export type OpenDelivery = DeliveredMessage & {
  done(): Promise<void>;
  retry(afterMs: number): Promise<void>;
  bury(error: string): Promise<void>;
  extend(): Promise<void>;
};

/** A failed handler is asked again after 1 s, 2 s, 4 s ... at most a minute: most causes need longer than a moment. */
const RETRY_BASE_MS = 1_000;
const RETRY_MAX_MS = 60_000;

/** What both adapters do with a delivery: ask the handler, then settle it. */
export async function settle(options: ConsumeOptions, delivery: OpenDelivery): Promise<void> {
  let verdict: HandlerVerdict;
  let reason = 'The handler asked for another try each time.';
  try {
    verdict = await options.handle(delivery, { extend: () => delivery.extend() });
  } catch (error) {
    reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    verdict = {
      kind: 'retry',
      afterMs: Math.min(RETRY_BASE_MS * 2 ** (delivery.deliveries - 1), RETRY_MAX_MS),
    };
  }
  if (verdict.kind === 'done') await delivery.done();
  else if (delivery.deliveries >= options.deliveriesMax) await delivery.bury(reason);
  else await delivery.retry(verdict.afterMs);
}

/**
 * Runs `concurrency` deliveries side by side. `next` answers a delivery, or null after it waited in vain; it is called
 * again until the subscription stops. Stopping waits for the deliveries in hand.
 */
export function runConsumeLoop(
  options: ConsumeOptions,
  next: (signal: AbortSignal) => Promise<OpenDelivery | null>,
): Subscription {
  const stopping = new AbortController();
  const worker = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const delivery = await next(stopping.signal);
        if (delivery !== null) await settle(options, delivery);
      } catch {
        // The engine behind the bus is away. The delivery comes again after its lease; we only must not spin.
        await pause(RETRY_BASE_MS, stopping.signal);
      }
    }
  };
  const workers = Array.from({ length: options.concurrency }, worker);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all(workers);
    },
  };
}

/** Resolves after a time or at once when the signal fires. */
export function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, durationMs);
    signal.addEventListener('abort', finish);
  });
}
