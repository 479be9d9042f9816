import { readFile } from 'node:fs/promises';

export type UnprivilegedUser = {
  readonly name: string;
  readonly ids: { readonly uid: number; readonly gid: number };
};

/** Postgres refuses to run as root. Systems that have its own user get that one, all others have `nobody`. */
const CANDIDATES = ['postgres', 'nobody'];

/** Who runs Postgres when we are root; null when we are an ordinary user and need nobody else. */
export async function unprivilegedUser(): Promise<UnprivilegedUser | null> {
  if (process.getuid?.() !== 0) return null;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  for (const name of CANDIDATES) {
    const entry = lines.find((fields) => fields[0] === name);
    if (entry !== undefined) return { name, ids: { uid: Number(entry[2]), gid: Number(entry[3]) } };
  }
  throw new Error(`Running as root, and none of the users ${CANDIDATES.join(', ')} exists to run Postgres.`);
}
