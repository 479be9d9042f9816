/**
 * Loaded into a real server by `node --import`: makes what it asks of the disk, or its thread itself, as bad as the file
 * named by BUGSAGE_FAULT_FILE says just now. The product knows nothing of it.
 *
 *     EIO        syncs fail, as after a failed write-back
 *     delay N    each sync takes N ms more
 *     block N    the main thread does nothing else for N ms, once
 */
import { readFileSync, rmSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { isMainThread } from 'node:worker_threads';

const path = process.env['BUGSAGE_FAULT_FILE'] ?? '';
const CHECK_INTERVAL_MS = 50;

const handle = await open(process.execPath, 'r');
const prototype = Object.getPrototypeOf(handle) as Pick<FileHandle, 'datasync' | 'write'>;
await handle.close();

const datasync = prototype.datasync;
prototype.datasync = async function faulty(this: FileHandle): Promise<void> {
  await sufferFault();
  return datasync.call(this);
};

// On Linux the journal's files are opened with O_DSYNC: a write is its own sync. Zeros are a segment that is prepared.
const write = prototype.write as (this: FileHandle, ...given: unknown[]) => Promise<unknown>;
prototype.write = async function faulty(this: FileHandle, ...given: unknown[]): Promise<unknown> {
  const [bytes] = given;
  const isRecord = bytes instanceof Uint8Array && bytes.subarray(0, 4).some((byte) => byte !== 0);
  if (isRecord) await sufferFault();
  return write.call(this, ...given);
} as FileHandle['write'];

async function sufferFault(): Promise<void> {
  const { fault, amount } = readFault();
  if (fault === 'EIO') throw Object.assign(new Error('EIO: i/o error, write'), { code: 'EIO' });
  if (fault === 'delay') await new Promise((resolve) => setTimeout(resolve, amount));
}

// Engines that the server starts inherit its options.
if (isMainThread && process.argv[1]?.endsWith('main.ts') === true) {
  const timer = setInterval(() => {
    const { fault, amount } = readFault();
    if (fault !== 'block') return;
    rmSync(path);
    const end = performance.now() + amount;
    while (performance.now() < end);
  }, CHECK_INTERVAL_MS);
  timer.unref();
}

function readFault(): { fault: string; amount: number } {
  try {
    const [fault = '', amount] = readFileSync(path, 'utf8').trim().split(' ');
    return { fault, amount: Number(amount) };
  } catch {
    return { fault: '', amount: 0 };
  }
}
