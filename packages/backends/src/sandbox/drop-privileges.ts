import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { isMarkedRunning, ownMark } from '../process-mark.ts';
import type { ReadOnlyMount } from './bubblewrap-command.ts';
import { SANDBOX_LIMITS } from './limits.ts';

const run = promisify(execFile);

/** Mounts what lies in folders only root may enter (a home, a data directory) where the unprivileged user can reach it. */
const MOUNT_AND_RUN = 'while [ "$1" != -- ]; do mount --bind "$1" "$2"; shift 2; done; shift; exec "$@"';

export type PreparedPlaces = {
  readonly directory: string;
  readonly mounts: readonly ReadOnlyMount[];
  /** Goes before the command line. */
  readonly prefix: readonly string[];
  remove(): Promise<void>;
};

/**
 * For a service that runs as root: process limits do nothing for root, so the run gets a user of its own. The mounts
 * live in a mount namespace of this one run.
 */
export async function preparePlaces(
  directory: string,
  mounts: readonly ReadOnlyMount[],
): Promise<PreparedPlaces> {
  await giveToSandboxUser(directory);
  const stage = await mkdtemp(join(tmpdir(), `${STAGE_PREFIX}${await ownMark()}-`));
  await chmod(stage, 0o711);
  const places = [directory, ...mounts.map(({ from }) => from)];
  const staged = await Promise.all(
    places.map((from, index) => makeMountPoint(from, join(stage, String(index)))),
  );
  const user = String(SANDBOX_LIMITS.userIdWhenRoot);
  return {
    directory: staged[0] ?? directory,
    mounts: mounts.map(({ from, to }, index) => ({ from: staged[index + 1] ?? from, to })),
    prefix: [
      ...'unshare --mount --propagation private -- sh -ec'.split(' '),
      MOUNT_AND_RUN,
      'sh',
      ...places.flatMap((from, index) => [from, staged[index] ?? from]),
      '--',
      ...`setpriv --reuid ${user} --regid ${user} --clear-groups --no-new-privs --`.split(' '),
    ],
    // The mounts were never visible here: only empty mount points are deleted.
    remove: () => rm(stage, { recursive: true, force: true }),
  };
}

const STAGE_PREFIX = 'bugsage-sandbox-';
const STAGE_NAME = new RegExp(`^${STAGE_PREFIX}(\\d+-\\d+)-`);

/** Removes the mount points that killed services left; those of running ones stay. */
export async function pruneStages(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, owner] = STAGE_NAME.exec(name) ?? [];
    if (owner === undefined || (await isMarkedRunning(owner))) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
}

async function makeMountPoint(from: string, at: string): Promise<string> {
  if ((await lstat(from)).isDirectory()) await mkdir(at);
  else await writeFile(at, '');
  return at;
}

/** Once per folder: later runs find it theirs, and files we write between runs are only read. */
async function giveToSandboxUser(directory: string): Promise<void> {
  const user = SANDBOX_LIMITS.userIdWhenRoot;
  if ((await lstat(directory)).uid === user) return;
  await run('chown', ['--recursive', '--no-dereference', '-P', `${user}:${user}`, '--', directory]);
}
