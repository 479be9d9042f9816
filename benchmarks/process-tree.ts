import { readdirSync, readFileSync } from 'node:fs';

/** Of `getconf CLK_TCK`, which is 100 on every Linux that Node runs on. */
const TICK_MICROSECONDS = 10_000;

/** CPU time of a process and all below it, those that ended included; Linux only. */
export function treeCpuMicroseconds(rootPid: number): number {
  const processes = new Map<number, { parent: number; ticks: number }>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const fields = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .map(Number);
      // Fields 4 and 14 to 17 of proc(5); the cut begins with the third.
      const ticks = [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0);
      processes.set(Number(name), { parent: fields[1] ?? 0, ticks });
    } catch {
      // It ended between the two calls.
    }
  }
  let ticks = 0;
  const isBelow = (pid: number): boolean => {
    for (let at = pid; at > 1; at = processes.get(at)?.parent ?? 0) if (at === rootPid) return true;
    return false;
  };
  for (const [pid, process] of processes) if (isBelow(pid)) ticks += process.ticks;
  return ticks * TICK_MICROSECONDS;
}
