import type { Client } from '../client.ts';

/** Losses of what was queued; told with the next batch. */
const REFUSALS = ['refused', 'too_large', 'internal'];

/** True when all that was queued is delivered; false after `timeoutMs`, or sooner when that cannot be reached. */
export function flush(client: Client, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const deadlineMs = Date.now() + timeoutMs;
    const done = (isDelivered: boolean): void => {
      clearTimeout(late);
      resolve(isDelivered);
    };
    const step = async (again = false): Promise<void> => {
      const waitMs = await client.attempt(again);
      const isRefused = REFUSALS.some((reason) => client.lost[reason]);
      if (waitMs === Infinity && !isRefused) await tellLosses(client);
      if (waitMs === Infinity) done(!isRefused);
      else if (Date.now() + waitMs >= deadlineMs) done(false);
      else setTimeout(() => void step(true), waitMs);
    };
    // A plain timer: it keeps a process alive until the answer is there, unlike all others.
    const late = setTimeout(done, timeoutMs, false);
    void step();
  });
}

/** A batch without events, when there is something to tell. Refusals wait for the next event. */
async function tellLosses({ drain, send, endpoint }: Client): Promise<void> {
  for (const { body, settle } of drain()) {
    const { status } = await send(endpoint, body);
    if (status >= 200 && status < 300) settle();
  }
}
