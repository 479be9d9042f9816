import { open, rename, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

const MIB = 1024 * 1024;

export const BALLAST = {
  /** Two segments of the journal: it takes one as soon as there is room, and Postgres needs the other to start again. */
  bytes: 128 * MIB,
  /** Full, for a database: what it needs for its next checkpoint is more. */
  releaseBelowBytes: 32 * MIB,
  /** Taken back only when somebody really made room. */
  restoreAboveBytes: 2_048 * MIB,
  lookMs: 5_000,
} as const;

export type Ballast = { stop(): Promise<void> };

/**
 * Keeps a file of no use in the data directory and deletes it when the disk is full. Postgres cannot start again on a
 * full disk, and without it nobody can delete anything: this is the room to get out of that. Comes back by itself when
 * the disk has space again.
 */
export async function keepBallast(options: {
  directory: string;
  /** The disk is nearly full, and the room of the ballast was given up. */
  onReleased: (freeBytes: number) => void;
  onError: (error: unknown) => void;
  freeBytes?: (directory: string) => Promise<number>;
  ballastBytes?: number;
  lookMs?: number;
}): Promise<Ballast> {
  const { directory, freeBytes = freeBytesOf, ballastBytes = BALLAST.bytes } = options;
  const path = join(directory, 'ballast');
  let turn: Promise<void> = Promise.resolve();
  const release = async (): Promise<void> => {
    const free = await freeBytes(directory);
    if (free >= BALLAST.releaseBelowBytes || !(await exists(path))) return;
    await rm(path);
    options.onReleased(free);
  };
  const restore = async (): Promise<void> => {
    const free = await freeBytes(directory);
    if (free > BALLAST.restoreAboveBytes + ballastBytes && !(await exists(path)))
      await fill(path, ballastBytes);
  };
  const look = (): void => {
    turn = turn.then(release).then(restore).catch(options.onError);
  };
  // Before anything else is started: a start on a full disk is what it is for.
  await release().catch(options.onError);
  look();
  const timer = setInterval(look, options.lookMs ?? BALLAST.lookMs);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
}

/** Under another name until it is whole: a half-written one would never be made longer. */
async function fill(path: string, bytes: number): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    const file = await open(unfinished, 'w', 0o600);
    try {
      // A hole would take no space.
      const zeros = Buffer.alloc(Math.min(MIB, bytes));
      for (let left = bytes; left > 0; left -= zeros.length)
        await file.writeFile(zeros.subarray(0, Math.min(left, zeros.length)));
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function freeBytesOf(directory: string): Promise<number> {
  const { bavail, bsize } = await statfs(directory);
  return bavail * bsize;
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
