import { cp, mkdir } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { git } from './git.ts';
import { HISTORY, type HistoryStep } from './history.ts';

/** The shop as it is today, and the versions of its files that were replaced on the way. */
export const TEMPLATE = fileURLToPath(new URL('../shop/', import.meta.url));
const PAST = fileURLToPath(new URL('../history/', import.meta.url));

/** What the SDK reports; the analyzer finds the commit through the tag `v1.4.0`. */
export const RELEASE = 'shop@1.4.0';

export type ShopRepository = {
  /** Absolute path of the working tree, which is on `main` at the newest release. */
  readonly path: string;
  /** Full hash of that release; the same on every machine. */
  readonly commit: string;
  readonly release: string;
};

/** Builds the shop's git repository, with its history and tags, in a directory that is new or empty. */
export async function createShopRepository(directory: string): Promise<ShopRepository> {
  await mkdir(directory, { recursive: true });
  await git(directory, ['init', '--quiet', '--template=', '--initial-branch=main']);
  for (const step of HISTORY) await commitStep(directory, step);
  const commit = await git(directory, ['rev-parse', 'HEAD']);
  return { path: directory, commit, release: RELEASE };
}

async function commitStep(directory: string, step: HistoryStep): Promise<void> {
  const replaced = join(PAST, step.name);
  if (existsSync(replaced)) await cp(replaced, directory, { recursive: true });
  for (const file of step.final) {
    await mkdir(dirname(join(directory, file)), { recursive: true });
    await cp(join(TEMPLATE, file), join(directory, file));
  }
  await git(directory, ['add', '--all', '--force', '--chmod=-x', '.']);
  await git(directory, ['commit', '--quiet', '--no-verify', '--message', step.message], step);
  if (step.tag) await git(directory, ['tag', step.tag]);
}
