import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { FileSystem, OpenFile } from './file-system.ts';

const FLAGS = {
  create: constants.O_RDWR | constants.O_CREAT | constants.O_TRUNC,
  existing: constants.O_RDWR,
} as const;

/**
 * On Linux a write to such a file is a write and its `fdatasync` in one call: a third less CPU and time than two calls
 * through the thread pool (93 against 139 us, 192 against 287 us for 8 kB). Elsewhere the flag promises less:
 * macOS leaves the data in the disk's own cache, and only `fdatasync` of libuv asks the disk.
 */
const SYNCED = process.platform === 'linux' ? constants.O_DSYNC : 0;

export const nodeFileSystem: FileSystem = {
  makeDirectory: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (directory) => readdir(directory),
  // Owner only: the journal holds what users typed into other people's applications.
  open: async (path, mode) => openFile(await open(path, FLAGS[mode] | SYNCED, 0o600)),
  rename,
  remove: (path) => rm(path),
  syncDirectory: async (path) => {
    // Windows has no such call and keeps its directories in a journal of its own.
    if (process.platform === 'win32') return;
    const handle = await open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  },
};

function openFile(handle: FileHandle): OpenFile {
  const write = async (bytes: Uint8Array, offset: number): Promise<number> =>
    (await handle.write(bytes, 0, bytes.length, offset)).bytesWritten;
  return {
    size: async () => (await handle.stat()).size,
    read: async (offset, bytes) => {
      const block = Buffer.allocUnsafe(bytes);
      let filled = 0;
      while (filled < bytes) {
        const { bytesRead } = await handle.read(block, filled, bytes - filled, offset + filled);
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return block.subarray(0, filled);
    },
    write,
    writeDurably:
      SYNCED === 0
        ? async (bytes, offset) => {
            const written = await write(bytes, offset);
            await handle.datasync();
            return written;
          }
        : write,
    datasync: () => handle.datasync(),
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}
