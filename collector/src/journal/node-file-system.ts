import { type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import type { FileSystem, OpenFile } from './file-system.ts';

export const nodeFileSystem: FileSystem = {
  makeDirectory: async (path) => {
    await mkdir(path, { recursive: true, mode: 0o700 });
  },
  list: (directory) => readdir(directory),
  // Owner only: the journal holds what users typed into other people's applications.
  open: async (path, mode) => openFile(await open(path, mode === 'create' ? 'w+' : 'r+', 0o600)),
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
    write: async (bytes, offset) => (await handle.write(bytes, 0, bytes.length, offset)).bytesWritten,
    datasync: () => handle.datasync(),
    truncate: (bytes) => handle.truncate(bytes),
    close: () => handle.close(),
  };
}
