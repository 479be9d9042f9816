import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FixCandidate } from '@bugsage/analyzer/analysis';
import type { Sandbox, SourceRepository } from '@bugsage/backends';
import type { SyntheticCase } from './case.ts';

const TIMEOUT_MS = 20_000;

/** Runs the hidden checks of a case on its repository with a patch, inside the sandbox. True when they pass. */
export async function passesChecks(
  one: SyntheticCase,
  candidate: FixCandidate | null,
  place: { repository: SourceRepository; commit: string; sandbox: Sandbox },
): Promise<boolean> {
  if (one.checks === null) return false;
  const worktree = await place.repository.worktree(place.commit);
  try {
    for (const edit of candidate?.edits ?? []) await writeFile(join(worktree.path, edit.path), edit.after);
    const isPython = one.draft.platform === 'python';
    const file = isPython ? 'hidden_checks.py' : 'hidden-checks.mjs';
    await writeFile(join(worktree.path, file), one.checks);
    const command = isPython ? ['python3', file] : ['node', '--no-warnings', file];
    const result = await place.sandbox.run({ directory: worktree.path, command, timeoutMs: TIMEOUT_MS });
    return result.exitCode === 0;
  } finally {
    await worktree.remove();
  }
}
