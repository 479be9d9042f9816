import type { LoadResult } from './load.ts';
import { envelope } from './event.ts';
import { exchange, openConnection, percentile, requestFor, VARIETY } from './load.ts';

/**
 * Sends at a constant rate whatever the server does: an open model. A latency counts from the moment the event was due,
 * so a server that stalls cannot hide it by slowing the load down.
 */
export async function sendOpenLoad(options: {
  port: number;
  eventsPerSecond: number;
  seconds: number;
}): Promise<Omit<LoadResult, 'cpuMicroseconds'>> {
  const { port, eventsPerSecond, seconds } = options;
  const count = Math.round(eventsPerSecond * seconds);
  const requests = Array.from({ length: count }, (_, sequence) => requestFor(envelope(sequence, VARIETY)));
  const idle = await Promise.all(Array.from({ length: CONNECTIONS_AT_START }, () => openConnection(port)));
  const latencies: number[] = [];
  let accepted = 0;
  let firstRefusal: string | undefined;
  const send = async (request: Buffer, dueAt: number): Promise<void> => {
    const socket = idle.pop() ?? (await openConnection(port));
    const { status, text } = await exchange(socket, request);
    latencies.push(performance.now() - dueAt);
    if (status === 200) accepted += 1;
    else firstRefusal ??= text;
    idle.push(socket);
  };
  const startedAt = performance.now();
  const running: Promise<void>[] = [];
  while (running.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - startedAt) / 1000) * eventsPerSecond));
    for (let next = running.length; next < due; next += 1)
      running.push(send(requests[next] as Buffer, startedAt + (next / eventsPerSecond) * 1000));
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(running);
  const wallSeconds = (performance.now() - startedAt) / 1000;
  for (const socket of idle) socket.destroy();
  latencies.sort((a, b) => a - b);
  return {
    accepted,
    refused: count - accepted,
    firstRefusal,
    wallSeconds,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
  };
}

/** More are opened when all of them wait for an answer. */
const CONNECTIONS_AT_START = 64;
