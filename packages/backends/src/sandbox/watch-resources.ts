import { lstat, readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export type ResourceBounds = {
  readonly memoryBytesMax: number;
  readonly diskBytesMax: number;
  /** Processes and threads at a time. */
  readonly processesMax: number;
};

export type WatchedRun = {
  /** Root of the process tree. */
  readonly pid: number;
  readonly directory: string;
  readonly bounds: ResourceBounds;
  readonly intervalMs: number;
  /** Called once, with a sentence for the log. */
  readonly onExceeded: (reason: string) => void;
};

/**
 * Ends runs that eat memory, disk or processes. Kernel limits are per process or need a cgroup, which most installations
 * may not make; looking every fraction of a second is enough for code that is cut off after minutes. Returns the stop
 * function.
 */
export function watchResources(run: WatchedRun): () => void {
  let stopped = false;
  let freeAtStart: number | null = null;
  const look = async (): Promise<void> => {
    const free = await freeBytes(run.directory);
    freeAtStart ??= free;
    const used = await usedBelow(run.pid);
    if (stopped) return;
    if (used.processes > run.bounds.processesMax) {
      run.onExceeded(`more than ${run.bounds.processesMax} processes and threads were started`);
    } else if (used.anonymousBytes > run.bounds.memoryBytesMax) {
      run.onExceeded(`more than ${run.bounds.memoryBytesMax} bytes of memory were used`);
    } else if (
      freeAtStart - free > run.bounds.diskBytesMax &&
      (await sizeOf(run.directory)) > run.bounds.diskBytesMax
    ) {
      run.onExceeded(`more than ${run.bounds.diskBytesMax} bytes were written`);
    }
    schedule();
  };
  let timer: NodeJS.Timeout | undefined;
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => {
      // A process that ends while it is read is no failure; the next look sees the rest.
      look().catch(schedule);
    }, run.intervalMs);
  };
  look().catch(schedule);
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function freeBytes(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

type Used = { readonly processes: number; readonly anonymousBytes: number };

/** Anonymous memory and threads of a process and all its descendants; 0 where /proc is missing. */
async function usedBelow(root: number): Promise<Used> {
  const names = await readdir('/proc').catch(() => [] as string[]);
  const all = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  const children = Map.groupBy(all, ({ parent }) => parent);
  const found = new Set(all.filter(({ pid }) => pid === root));
  let [processes, anonymousBytes] = [0, 0];
  // Grows while it is gone over; a set, because numbers that are used again could close a circle.
  for (const one of found) {
    processes += one.processes;
    anonymousBytes += one.anonymousBytes;
    for (const child of children.get(one.pid) ?? []) found.add(child);
  }
  return { processes, anonymousBytes };
}

async function readProcess(name: string): Promise<Used & { readonly pid: number; readonly parent: number }> {
  const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
  const field = (label: string): number =>
    Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return {
    pid: Number(name),
    parent: field('PPid'),
    processes: field('Threads'),
    anonymousBytes: field('RssAnon') * 1024,
  };
}

/** Bytes on disk below a folder, links not followed. */
async function sizeOf(directory: string): Promise<number> {
  let bytes = 0;
  const pending = [directory];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) pending.push(path);
      else bytes += (await lstat(path).catch(() => ({ blocks: 0 }))).blocks * 512;
    }
  }
  return bytes;
}
