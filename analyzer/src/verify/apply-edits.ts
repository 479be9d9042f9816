import { chmod, lstat, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parses } from '../analyze/syntax/parse-source.ts';
import type { FileEdit } from '../analyze/diagnosis.ts';
import type { CaseCode } from '../evidence/case.ts';

/** Why the edits cannot be a patch of this repository; null when they can. */
export async function refuseEdits(code: CaseCode, edits: readonly FileEdit[]): Promise<string | null> {
  if (edits.length === 0) return 'The candidate changes nothing.';
  const files = new Set(code.files);
  for (const edit of edits) {
    if (!files.has(edit.path)) return `${edit.path} is no file of the repository.`;
    if ((await code.repository.readFile(code.commit, edit.path)) !== edit.before) {
      return `${edit.path} is not at the commit as the candidate assumes.`;
    }
    if (edit.before === edit.after) return `${edit.path} is not changed.`;
    if (!parses(edit.path, edit.after)) return `${edit.path} does not parse after the change.`;
  }
  return null;
}

/** Writes the edits into a checkout, never through a link. */
export async function applyEdits(directory: string, edits: readonly FileEdit[]): Promise<void> {
  for (const { path, before, after } of edits) {
    await refuseLinks(directory, path);
    const target = join(directory, path);
    // The checkout may have changed line ends; a patch on something else than was read proves nothing.
    if ((await readFile(target, 'utf8')) !== before) throw new Error(`${path} differs in the checkout.`);
    await writeFile(target, after);
  }
}

/** Adds a file that is not there yet, readable for every user. */
export async function addFile(directory: string, path: string, text: string): Promise<void> {
  await refuseLinks(directory, path);
  const target = join(directory, path);
  await mkdir(dirname(target), { recursive: true, mode: 0o755 });
  await writeFile(target, text, { flag: 'wx' });
  await chmod(target, 0o644);
}

async function refuseLinks(directory: string, path: string): Promise<void> {
  let at = directory;
  for (const part of path.split('/')) {
    at = join(at, part);
    const found = await lstat(at).catch(() => null);
    if (found?.isSymbolicLink() === true) throw new Error(`${path} lies behind a link.`);
  }
}
