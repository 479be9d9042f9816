import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { RealCrash } from './real-crash.ts';

const run = promisify(execFile);
/** Whole files and archives of the largest of these repositories. */
const OUTPUT_BYTES_MAX = 512 * 1024 * 1024;

/** `eslint/eslint` below the mirror folder, as a bare or a normal clone, under one of the usual names; else null. */
export function mirrorOf(repo: string, mirrors: string): string | null {
  const names = [repo.replace('/', '+'), repo, repo.replace('/', '__'), repo.split('/')[1] ?? repo];
  const places = names.flatMap((name) => ['repo', '.git', ''].map((inner) => join(mirrors, name, inner)));
  return places.find((place) => existsSync(join(place, 'HEAD'))) ?? null;
}

/** The commit the engine may see: the buggy sources without the tests that came with the fix. */
export function visibleRevision({ buggy }: RealCrash): string {
  return buggy.tag?.replace(/-test$/, '') ?? buggy.overlay_from ?? buggy.base ?? '';
}

export async function resolveCommit(mirror: string, revision: string): Promise<string> {
  const { stdout } = await run('git', ['-C', mirror, 'rev-parse', '--verify', `${revision}^{commit}`]);
  return stdout.trim();
}

/** Buggy sources with the tests of the fix: only what judges a patch sees this tree. */
export async function buildTestTree(crash: RealCrash, mirror: string, folder: string): Promise<void> {
  const { buggy } = crash;
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const archive = join(folder, '.archive.tar');
  await run('git', ['-C', mirror, 'archive', '-o', archive, buggy.tag ?? buggy.base ?? crash.fix_commit]);
  await run('tar', ['-xf', archive, '-C', folder]);
  await rm(archive);
  for (const file of buggy.overlay_files ?? []) {
    const { stdout } = await run('git', ['-C', mirror, 'show', `${buggy.overlay_from}:${file}`], {
      maxBuffer: OUTPUT_BYTES_MAX,
    });
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), stdout);
  }
}
