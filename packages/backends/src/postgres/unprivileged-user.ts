import { readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

export type UnprivilegedUser = { readonly name: string; readonly uid: number; readonly gid: number };

/** How a command is started so that it does not run as root. */
export type UnprivilegedStart = {
  /** Goes before the command; empty when the ids below are enough. */
  readonly prefix: readonly string[];
  /** For `spawn`; empty when we are an ordinary user, or when the prefix changes the user. */
  readonly ids: { readonly uid?: number; readonly gid?: number };
};

/** Postgres refuses to run as root. Systems that have its own user get that one, all others have `nobody`. */
const CANDIDATES = ['postgres', 'nobody'];

/** Who runs Postgres when we are root; null when we are an ordinary user and need nobody else. */
export async function unprivilegedUser(): Promise<UnprivilegedUser | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const entry = lines.find((fields) => fields[0] === name);
    if (entry !== undefined) return { name, uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  throw new Error(`Running as root, and none of the users ${CANDIDATES.join(', ')} exists to run Postgres.`);
}

/**
 * How to start something as that user. Below a folder that only root may enter (a container's /root) the user keeps one
 * capability of ours, to pass through: with it, and only there, it could read and write what root can.
 */
export async function unprivilegedStart(
  user: UnprivilegedUser | null,
  paths: readonly string[],
): Promise<UnprivilegedStart> {
  if (user === null) return { prefix: [], ids: {} };
  const { uid, gid } = user;
  const reachable = await Promise.all(paths.map(isReachable));
  if (reachable.every(Boolean)) return { prefix: [], ids: { uid, gid } };
  const switches = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
  const keep = [
    '--inh-caps=-all,+dac_override',
    '--ambient-caps=-all,+dac_override',
    '--bounding-set=-all,+dac_override',
    // Without it access(2), by which initdb looks for its server, would not count the capability.
    '--securebits=+no_setuid_fixup',
  ];
  return { prefix: ['setpriv', ...switches, ...keep, '--'], ids: {} };
}

/** Whether anybody may pass through all folders above a path. */
async function isReachable(path: string): Promise<boolean> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
