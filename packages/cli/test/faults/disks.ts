import { spawnSync } from 'node:child_process';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Disks of their own need root and tmpfs; elsewhere the suites say so and skip. */
export const CAN_MOUNT = process.platform === 'linux' && canMount();

if (!CAN_MOUNT) process.stderr.write('SKIPPED: F5 disk full needs root and tmpfs mounts (Linux).\n');

/** A disk of this size in a folder. */
export function mountDisk(folder: string, megabytes: number): void {
  mount(['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', folder]);
}

export function growDisk(folder: string, megabytes: number): void {
  mount(['-o', `remount,size=${megabytes}m`, folder]);
}

export function unmountDisk(folder: string): void {
  spawnSync('umount', ['-l', folder]);
}

const FILLER = 'filler-of-the-test';
const BLOCK = Buffer.alloc(64 * 1024);

/** Takes the last byte of a disk. */
export async function fillDisk(folder: string): Promise<void> {
  const file = await open(join(folder, FILLER), 'a');
  try {
    for (let block = BLOCK; ;) {
      const written = await file.write(block).then(
        ({ bytesWritten }) => bytesWritten,
        () => 0,
      );
      if (written === block.length) continue;
      if (block.length === 1) return;
      block = block.subarray(0, Math.max(1, block.length >> 4));
    }
  } finally {
    await file.close();
  }
}

export async function freeDisk(folder: string): Promise<void> {
  await rm(join(folder, FILLER), { force: true });
}

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}

function mount(parameters: readonly string[]): void {
  const result = spawnSync('mount', parameters, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`mount ${parameters.join(' ')} failed: ${result.stderr}`);
}
