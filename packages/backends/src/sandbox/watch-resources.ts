import { lstat, readdir, readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';

export type ResourceBounds = { readonly memoryBytesMax: number; readonly diskBytesMax: number };

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
 * Ends runs that eat memory or disk. Kernel limits are per process or need a cgroup, which most installations may not
 * make; looking every fraction of a second is enough for code that is cut off after minutes. Returns the stop function.
 */
export function watchResources(run: WatchedRun): () => void {
  let stopped = false;
  let freeAtStart: number | null = null;
  const look = async (): Promise<void> => {
    const free = await freeBytes(run.directory);
    freeAtStart ??= free;
    const memory = await anonymousMemory(run.pid);
    if (stopped) return;
    if (memory > run.bounds.memoryBytesMax) {
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

/** Anonymous memory of a process and all its descendants; 0 where /proc is missing. */
async function anonymousMemory(root: number): Promise<number> {
  const names = await readdir('/proc').catch(() => [] as string[]);
  const processes = await Promise.all(names.filter((name) => /^\d+$/.test(name)).map(readProcess));
  const children = Map.groupBy(processes, ({ parent }) => parent);
  const pending = [root];
  let bytes = processes.find(({ pid }) => pid === root)?.anonymousBytes ?? 0;
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    for (const child of children.get(parent) ?? []) {
      bytes += child.anonymousBytes;
      pending.push(child.pid);
    }
  }
  return bytes;
}

async function readProcess(name: string): Promise<{ pid: number; parent: number; anonymousBytes: number }> {
  const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '');
  const field = (label: string): number =>
    Number(new RegExp(`^${label}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
  return { pid: Number(name), parent: field('PPid'), anonymousBytes: field('RssAnon') * 1024 };
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
