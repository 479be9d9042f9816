import { randomUUID } from 'node:crypto';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { requireGit } from './git.ts';
import { SCM_LIMITS } from './limits.ts';
import { transportOf } from './repository-url.ts';

export type MirrorSource = {
  readonly url: string;
  readonly mirrorDirectory: string;
  /** For https addresses that need one; null reads what everybody may read. */
  readonly token?: string | null;
};

/** Updates that run now, by mirror: git's own locks would make the second caller fail instead of wait. */
const updates = new Map<string, Promise<void>>();

/** Brings the mirror up to date, cloning it the first time. Callers that come together share one transfer. */
export function updateMirror(source: MirrorSource): Promise<void> {
  const running = updates.get(source.mirrorDirectory);
  if (running !== undefined) return running;
  const update = cloneOrFetch(source).finally(() => updates.delete(source.mirrorDirectory));
  updates.set(source.mirrorDirectory, update);
  return update;
}

async function cloneOrFetch(source: MirrorSource): Promise<void> {
  if (await exists(join(source.mirrorDirectory, 'HEAD'))) await fetchAll(source);
  else await clone(source);
}

/** Clones beside the target and renames, so that a half-done clone is never taken for a mirror. */
async function clone({ url, mirrorDirectory, token = null }: MirrorSource): Promise<void> {
  const transport = transportOf(url);
  const unfinished = `${mirrorDirectory}.${randomUUID()}.clone`;
  await mkdir(dirname(mirrorDirectory), { recursive: true });
  try {
    await requireGit({
      mirrorDirectory: null,
      arguments: [
        'clone',
        '--mirror',
        '--no-local',
        '--template=',
        ...uploadPack(transport),
        '--end-of-options',
        url,
        unfinished,
      ],
      transport,
      credential: token === null ? null : { url, token },
      timeoutMs: SCM_LIMITS.transferTimeoutMs,
    });
    await rename(unfinished, mirrorDirectory).catch(async (error: unknown) => {
      // Another process may have been faster; its mirror is as good.
      if (!(await exists(join(mirrorDirectory, 'HEAD')))) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function fetchAll({ url, mirrorDirectory, token = null }: MirrorSource): Promise<void> {
  const transport = transportOf(url);
  await requireGit({
    mirrorDirectory,
    arguments: [
      'fetch',
      '--prune',
      '--no-auto-gc',
      '--quiet',
      ...uploadPack(transport),
      '--end-of-options',
      url,
      '+refs/*:refs/*',
    ],
    transport,
    credential: token === null ? null : { url, token },
    timeoutMs: SCM_LIMITS.transferTimeoutMs,
  });
}

/** The serving side of a local repository does not inherit our settings, and refuses folders of other users. */
function uploadPack(transport: string): string[] {
  return transport === 'file' ? [`--upload-pack=git -c safe.directory='*' upload-pack`] : [];
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
