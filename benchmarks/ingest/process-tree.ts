import { readdirSync, readFileSync } from 'node:fs';

/** What processes and everything they started use: CPU so far, and memory. */
export type TreeUsage = {
  /** Microseconds, of processes that ended meanwhile too. */
  readonly cpuMicroseconds: number;
  /** Proportional set size: memory that several processes share (Postgres' buffers) is counted once. */
  readonly memoryBytes: number;
};

/** Ticks of `/proc/<pid>/stat`; 100 a second on every Linux that Node runs on. */
const TICK_MICROSECONDS = 10_000;

/** Reads `/proc`: Linux only, like the machines these figures are about. */
export function treeUsage(rootPids: readonly number[]): TreeUsage {
  let ticks = 0;
  let memoryBytes = 0;
  for (const pid of descendants(rootPids)) {
    ticks += readStat(pid)?.ticks ?? 0;
    memoryBytes += proportionalBytes(pid);
  }
  return { cpuMicroseconds: ticks * TICK_MICROSECONDS, memoryBytes };
}

function descendants(rootPids: readonly number[]): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    const stat = Number.isInteger(pid) ? readStat(pid) : undefined;
    if (stat) children.set(stat.parent, [...(children.get(stat.parent) ?? []), pid]);
  }
  const found = [...rootPids];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** Parent, and CPU of the process and of its children that ended (proc(5): fields 4, 14 to 17). */
function readStat(pid: number): { parent: number; ticks: number } | undefined {
  const text = readOrEmpty(`/proc/${pid}/stat`);
  // The second field is a name in parentheses, which may hold blanks.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 15) return undefined;
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  return { parent: Number(fields[1]), ticks };
}

function proportionalBytes(pid: number): number {
  const match = /^Pss:\s+(\d+) kB/m.exec(readOrEmpty(`/proc/${pid}/smaps_rollup`));
  return Number(match?.[1] ?? 0) * 1024;
}

/** A process may end while we look. */
function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
