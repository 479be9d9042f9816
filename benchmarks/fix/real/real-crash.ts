import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame } from '@bugsage/core';

/** Third-party data beside the repository; never copied into it. Its README says where the cases come from. */
export const REAL_CRASHES = fileURLToPath(
  new URL('../../../../shared/corpora/js-crash/cases/', import.meta.url),
);

/** One executed crash: what happened, and what its developers changed. The latter is hidden from the engine. */
export type RealCrash = {
  readonly id: string;
  readonly repo: string;
  readonly fix_commit: string;
  /** ISO date of the fix. */
  readonly date: string;
  readonly node_major: string;
  readonly buggy: {
    readonly base?: string;
    readonly tag?: string;
    readonly overlay_from?: string;
    readonly overlay_files?: readonly string[];
  };
  readonly error: { readonly type: string; readonly value: string };
  /** Crash first, unlike events. */
  readonly frames: readonly Partial<Frame>[];
  readonly test_files: readonly string[];
  readonly target_tests: readonly string[];
  readonly expected: {
    readonly files: readonly string[];
    readonly old_line_ranges: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  };
};

/** All cases of a folder by name; null where the folder is not there. */
export function realCrashes(folder = REAL_CRASHES): RealCrash[] | null {
  if (!existsSync(folder)) return null;
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as RealCrash);
}

/** Rules are written looking at `tune` only; `held-out` says how they do on what nobody looked at. */
export type Half = 'tune' | 'held-out';

/** Halves by a hash of the name, so that a new case never moves another one. */
export function halfOf(id: string): Half {
  let hash = 2_166_136_261;
  for (const letter of id) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return hash % 2 === 0 ? 'tune' : 'held-out';
}
