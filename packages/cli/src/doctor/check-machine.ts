import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { openSandbox } from '@bugsage/backends';
import { describeError } from '@bugsage/core';
import { failed, ok, warning, type Finding } from './check.ts';

const GIB = 1024 ** 3;
/** ClickHouse stops writing below 64 MiB, merges of a busy server take some GiB. */
const FREE_BYTES_WANTED = 5 * GIB;
const SYNCS = 20;
/** Each acknowledgement waits for one: slower disks are network disks, or busy. */
const SYNC_MS_WANTED = 20;

/** What the machine and the data directory are like, whether or not a server runs. */
export async function checkMachine(dataDirectory: string): Promise<Finding[]> {
  return [
    ok('node', `${process.version} on ${process.platform} ${process.arch}`),
    ...(await checkDisk(dataDirectory)),
    await checkGit(),
    await checkSandbox(),
  ];
}

async function checkDisk(dataDirectory: string): Promise<Finding[]> {
  try {
    await mkdir(dataDirectory, { recursive: true });
    const { bavail, bsize } = await statfs(dataDirectory);
    const free = `${((bavail * bsize) / GIB).toFixed(1)} GiB are free in ${dataDirectory}`;
    const room =
      bavail * bsize < FREE_BYTES_WANTED
        ? warning(
            'disk',
            `${free}: make room, or keep fewer events (BUGSAGE_EVENTS_PER_PROJECT, or the retention of a project).`,
          )
        : ok('disk', free);
    const syncMs = await medianSyncMs(dataDirectory);
    const takes = `the disk acknowledges a write in ${syncMs.toFixed(1)} ms (median of ${SYNCS})`;
    const speed =
      syncMs > SYNC_MS_WANTED
        ? warning(
            'disk speed',
            `${takes}: every event waits for that. Use a local disk for BUGSAGE_DATA_DIR.`,
          )
        : ok('disk speed', takes);
    return [room, speed];
  } catch (error) {
    return [
      failed(
        'disk',
        `${dataDirectory} cannot be written: ${describeError(error)} Set BUGSAGE_DATA_DIR, or give this user the folder.`,
      ),
    ];
  }
}

async function medianSyncMs(directory: string): Promise<number> {
  const folder = await mkdtemp(join(directory, 'doctor-'));
  try {
    const file = await open(join(folder, 'probe'), 'w');
    const times: number[] = [];
    for (let sync = 0; sync < SYNCS; sync += 1) {
      const from = performance.now();
      await file.write(Buffer.alloc(4_096), 0, 4_096, sync * 4_096);
      await file.datasync();
      times.push(performance.now() - from);
    }
    await file.close();
    return times.toSorted((a, b) => a - b)[SYNCS >> 1] ?? 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkGit(): Promise<Finding> {
  try {
    const { stdout } = await promisify(execFile)('git', ['--version']);
    return ok('git', stdout.trim());
  } catch {
    return warning('git', 'git is not installed: analyses see no code and there are no fixes. Install git.');
  }
}

async function checkSandbox(): Promise<Finding> {
  const sandbox = await openSandbox({ kind: 'auto' });
  return sandbox.kind === 'none'
    ? warning(
        'sandbox',
        `no code is run, so that fixes stay plausible: ${sandbox.reason} Install bubblewrap, and allow it user namespaces.`,
      )
    : ok('sandbox', `${sandbox.kind}: fixes are proven by running them`);
}
