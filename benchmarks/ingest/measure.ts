import type { Contestant } from './contestant.ts';
import { sendLoad, type LoadResult } from './load.ts';
import { sendOpenLoad } from './open-load.ts';
import { treeUsage } from './process-tree.ts';
import { median, type Measured } from './result.ts';

const MB = 1_000_000;

/** Sends a round of events, one in flight on each connection, and waits until they are stored. */
export async function measureServer(
  contestant: Contestant,
  load: { count: number; connections: number },
): Promise<Measured> {
  const before = await contestant.ask({ kind: 'usage' });
  const treeBefore = treeUsage(contestant.pids);
  const startedAt = performance.now();
  const sent = await sendLoad({ ports: contestant.ports, ...load });
  if (sent.refused > 0) throw refused(contestant, sent);
  // What was acknowledged has to be stored too: the CPU of that belongs to the event.
  const after = await contestant.settled();
  const seconds = (performance.now() - startedAt) / 1000;
  const treeAfter = treeUsage(contestant.pids);
  return {
    name: contestant.name,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / load.count,
    mainThreadCpuMicroseconds:
      (after.mainThreadCpuMicroseconds - before.mainThreadCpuMicroseconds) / load.count,
    loadCpuMicroseconds: sent.cpuMicroseconds / load.count,
    treeCpuMicroseconds: (treeAfter.cpuMicroseconds - treeBefore.cpuMicroseconds) / load.count,
    eventsPerSecond: sent.accepted / sent.wallSeconds,
    storedPerSecond: sent.accepted / seconds,
    p50Ms: sent.p50Ms,
    p99Ms: sent.p99Ms,
    residentMB: after.residentBytes / MB,
  };
}

/** Fills a journal, which is not measured, and lets the writer drain it. */
export async function measureWriter(
  contestant: Contestant,
  { name, count, workers }: { name: string; count: number; workers: number },
): Promise<Measured> {
  const before = await contestant.ask({ kind: 'fill', count });
  const treeBefore = treeUsage(contestant.pids);
  const startedAt = performance.now();
  const after = await contestant.ask({ kind: 'drain', workers });
  const eventsPerSecond = count / ((performance.now() - startedAt) / 1000);
  const treeAfter = treeUsage(contestant.pids);
  return {
    name,
    cpuMicroseconds: (after.cpuMicroseconds - before.cpuMicroseconds) / count,
    mainThreadCpuMicroseconds: (after.mainThreadCpuMicroseconds - before.mainThreadCpuMicroseconds) / count,
    loadCpuMicroseconds: null,
    treeCpuMicroseconds: (treeAfter.cpuMicroseconds - treeBefore.cpuMicroseconds) / count,
    eventsPerSecond,
    storedPerSecond: eventsPerSecond,
    p50Ms: null,
    p99Ms: null,
    residentMB: after.residentBytes / MB,
  };
}

const HALF_LOAD_SECONDS = 10;
const HALF_LOAD_RUNS = 3;

/** Acknowledgements at a constant rate; medians of several runs. */
export async function measureAtRate(
  contestant: Contestant,
  eventsPerSecond: number,
): Promise<{ eventsPerSecond: number; p50Ms: number; p99Ms: number }> {
  const p50s: number[] = [];
  const p99s: number[] = [];
  for (let run = 0; run < HALF_LOAD_RUNS; run += 1) {
    const sent = await sendOpenLoad({
      port: contestant.ports[0] ?? 0,
      eventsPerSecond,
      seconds: HALF_LOAD_SECONDS,
    });
    if (sent.refused > 0) throw refused(contestant, sent);
    p50s.push(sent.p50Ms);
    p99s.push(sent.p99Ms);
    await contestant.settled();
  }
  return { eventsPerSecond, p50Ms: median(p50s), p99Ms: median(p99s) };
}

function refused({ name }: Contestant, sent: Pick<LoadResult, 'refused' | 'firstRefusal'>): Error {
  return new Error(`${name} refused ${sent.refused} events. The first answer:\n${sent.firstRefusal}`);
}

/** Greatest memory of a process tree while something runs. Looking costs the processes nothing. */
export async function greatestTreeMB(pids: readonly number[], run: () => Promise<void>): Promise<number> {
  let greatest = 0;
  const look = (): void => {
    greatest = Math.max(greatest, treeUsage(pids).memoryBytes);
  };
  const timer = setInterval(look, 500);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  look();
  return greatest / MB;
}
