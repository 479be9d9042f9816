import type { FileSystem, OpenFile } from '../src/journal/index.ts';

/** What a disk may do to writes nobody synced: it keeps some sectors of them and forgets others. */
const SECTOR_BYTES = 512;

type Change =
  | { readonly kind: 'write'; readonly offset: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly bytes: number };

type Inode = { cached: Buffer; durable: Buffer; unsynced: Change[] };

/** A number in [0, 1). */
export type Random = () => number;

/**
 * A file system in memory that loses what POSIX allows to be lost. Files and directory entries live twice: as programs
 * see them, and as they are on disk.
 */
export class SimulatedFileSystem {
  #entries = new Map<string, Inode>();
  #durableEntries = new Map<string, Inode>();
  #unsyncedNames: ((entries: Map<string, Inode>) => void)[] = [];
  /** All files together; writes above it are cut short, then refused. */
  capacityBytes = Infinity;
  /** The next write takes only so many bytes, as on file systems that need space even to overwrite. */
  nextWriteBytesMax = Infinity;
  /** The next `datasync` fails with EIO and forgets what it should have written. */
  failNextSync = false;
  /** The next `writeDurably` waits for this first. */
  holdNextWrite: Promise<void> | undefined;
  /** Power cuts so far. A file system handed out before the last one belongs to a dead process. */
  crashes = 0;

  /** Power is cut: only what was synced is sure to be there. */
  crash(random: Random): void {
    this.crashes += 1;
    this.failNextSync = false;
    this.nextWriteBytesMax = Infinity;
    const kept = Math.floor(random() * (this.#unsyncedNames.length + 1));
    for (const change of this.#unsyncedNames.slice(0, kept)) change(this.#durableEntries);
    this.#unsyncedNames = [];
    this.#entries = new Map(this.#durableEntries);
    for (const inode of this.#entries.values()) {
      loseUnsynced(inode, random);
      inode.cached = Buffer.from(inode.durable);
    }
  }

  fileNames(): string[] {
    return [...this.#entries.keys()].toSorted();
  }

  /** The bytes programs see; a test may change them to damage the file. */
  contentOf(path: string): Buffer {
    return this.#inode(path).cached;
  }

  get port(): FileSystem {
    const alive = this.#lifeCheck();
    return {
      makeDirectory: async () => alive(),
      list: async () => {
        alive();
        return [...this.#entries.keys()].map((path) => path.split('/').at(-1) as string);
      },
      open: async (path, mode) => {
        alive();
        if (mode === 'create') this.#create(path);
        return this.#openFile(this.#inode(path), alive);
      },
      rename: async (from, to) => {
        alive();
        this.#changeNames((entries) => {
          const inode = entries.get(from);
          if (!inode) return;
          entries.delete(from);
          entries.set(to, inode);
        });
      },
      remove: async (path) => {
        alive();
        this.#changeNames((entries) => void entries.delete(path));
      },
      syncDirectory: async () => {
        alive();
        for (const change of this.#unsyncedNames) change(this.#durableEntries);
        this.#unsyncedNames = [];
      },
    };
  }

  /** Fails every call of a process that died in a crash. */
  #lifeCheck(): () => void {
    const { crashes } = this;
    return () => {
      if (crashes !== this.crashes) throw new Error('This process is dead.');
    };
  }

  #create(path: string): void {
    const inode: Inode = { cached: Buffer.alloc(0), durable: Buffer.alloc(0), unsynced: [] };
    this.#changeNames((entries) => void entries.set(path, inode));
  }

  #changeNames(change: (entries: Map<string, Inode>) => void): void {
    change(this.#entries);
    this.#unsyncedNames.push(change);
  }

  #inode(path: string): Inode {
    const inode = this.#entries.get(path);
    if (!inode) throw Object.assign(new Error(`ENOENT: ${path}`), { code: 'ENOENT' });
    return inode;
  }

  #freeBytes(): number {
    let used = 0;
    for (const inode of new Set(this.#entries.values())) used += inode.cached.length;
    return this.capacityBytes - used;
  }

  #openFile(inode: Inode, alive: () => void): OpenFile {
    const file: OpenFile = {
      size: async () => inode.cached.length,
      read: async (offset, bytes) => Buffer.from(inode.cached.subarray(offset, offset + bytes)),
      write: async (bytes, offset) => {
        alive();
        const grows = Math.max(0, offset + bytes.length - inode.cached.length);
        const missing = Math.max(0, grows - Math.max(0, this.#freeBytes()));
        const taken = Math.min(this.nextWriteBytesMax, Math.max(0, bytes.length - missing));
        this.nextWriteBytesMax = Infinity;
        if (taken === 0)
          throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
        const change: Change = { kind: 'write', offset, bytes: Buffer.from(bytes.subarray(0, taken)) };
        inode.cached = applyChange(inode.cached, change);
        inode.unsynced.push(change);
        return taken;
      },
      writeDurably: async (bytes, offset) => {
        const hold = this.holdNextWrite;
        this.holdNextWrite = undefined;
        await hold;
        const written = await file.write(bytes, offset);
        await file.datasync();
        return written;
      },
      datasync: async () => {
        alive();
        if (this.failNextSync) {
          this.failNextSync = false;
          inode.unsynced = [];
          throw Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' });
        }
        // The disk is slow: what is written while it syncs belongs to the next call.
        const count = inode.unsynced.length;
        await Promise.resolve();
        alive();
        for (const change of inode.unsynced.splice(0, count))
          inode.durable = applyChange(inode.durable, change);
      },
      truncate: async (bytes) => {
        alive();
        const change: Change = { kind: 'truncate', bytes };
        inode.cached = applyChange(inode.cached, change);
        inode.unsynced.push(change);
      },
      close: () => Promise.resolve(),
    };
    return file;
  }
}

function applyChange(content: Buffer, change: Change): Buffer {
  if (change.kind === 'truncate') {
    return change.bytes <= content.length
      ? content.subarray(0, change.bytes)
      : Buffer.concat([content, Buffer.alloc(change.bytes - content.length)]);
  }
  const end = change.offset + change.bytes.length;
  const grown = end > content.length ? Buffer.concat([content, Buffer.alloc(end - content.length)]) : content;
  change.bytes.copy(grown, change.offset);
  return grown;
}

function loseUnsynced(inode: Inode, random: Random): void {
  for (const change of inode.unsynced) {
    if (change.kind === 'truncate') {
      if (random() < 0.5) inode.durable = applyChange(inode.durable, change);
      continue;
    }
    for (let start = 0; start < change.bytes.length;) {
      // Sectors are where the file has them, not where the write begins.
      const sectorEnd = SECTOR_BYTES - ((change.offset + start) % SECTOR_BYTES);
      const end = Math.min(change.bytes.length, start + sectorEnd);
      const bytes = change.bytes.subarray(start, end);
      if (random() < 0.5)
        inode.durable = applyChange(inode.durable, { kind: 'write', offset: change.offset + start, bytes });
      start = end;
    }
  }
  inode.unsynced = [];
}
