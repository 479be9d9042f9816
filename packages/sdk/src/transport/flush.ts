import type { Client } from '../client.ts';
import { encodeBatch } from './encode-batch.ts';
import { countAgain } from './lost.ts';
import { dueMs, pump } from './transport.ts';

/** Losses of what was queued; told with the next batch. */
const REFUSALS = ['refused', 'too_large', 'internal'];

/** True when all that is queued now is delivered; false after `timeoutMs`, or sooner when that cannot be reached. */
export function flush(client: Client, timeoutMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const deadlineMs = Date.now() + timeoutMs;
    // A server goes on meanwhile, and counts its sessions.
    const wanted = new Set(client.queue);
    const done = (isDelivered: boolean): void => {
      clearTimeout(late);
      resolve(isDelivered);
    };
    const step = async (again = false): Promise<void> => {
      await client.sending;
      // A reason to try at once, but not to disobey the server.
      if (!again) client.retryAtMs = 0;
      for (const item of client.queue) item.holdUntilMs = 0;
      pump(client);
      await client.sending;
      const nextMs = client.queue.some((item) => wanted.has(item)) ? dueMs(client) : Infinity;
      const isRefused = REFUSALS.some((reason) => client.losses[reason]);
      if (nextMs === Infinity && !isRefused) await tellLosses(client);
      if (nextMs === Infinity) done(!isRefused);
      else if (nextMs >= deadlineMs) done(false);
      else setTimeout(() => void step(true), nextMs - Date.now());
    };
    // A plain timer: it keeps a process alive until the answer is there, unlike all others.
    const late = setTimeout(done, timeoutMs, false);
    void step();
  });
}

/** A batch without events, when there is something to tell. Refusals wait for the next event. */
async function tellLosses(client: Client): Promise<void> {
  const { losses: told } = client;
  if (!Object.keys(told)[0]) return;
  client.losses = {};
  const { ok } = await client.send(client.endpoint, encodeBatch(client, [], told).body);
  if (!ok) countAgain(client, told);
}
