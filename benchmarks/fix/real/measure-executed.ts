import { existsSync } from 'node:fs';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diagnose, type FixCandidate } from '@bugsage/analyzer/analysis';
import type { Sandbox } from '@bugsage/backends';
import { buildTestTree, mirrorOf, resolveCommit, visibleRevision } from './build-tree.ts';
import { caseOfCrash } from './case-of-crash.ts';
import { installDependencies, installNode } from './install-dependencies.ts';
import { mirrorRepository } from './mirror-repository.ts';
import type { RealCrash } from './real-crash.ts';
import { comparable, runMocha, type MochaRun } from './run-mocha.ts';
import { verifyReal, type RealVerdict } from './verify-real.ts';

/** How a patch did on the tests of the developers' fix, which the engine never saw. */
export type Attempt = {
  readonly origin: string;
  readonly prior: number;
  /** `plausible`: the target tests pass and nothing else broke. `error-gone`: only the reported error went away. */
  readonly result: 'plausible' | 'regression' | 'error-gone' | 'error-stays' | 'not-run';
};

export type ExecutedCase = {
  readonly id: string;
  /** Why it could not be measured; null when it was. */
  readonly skipped: string | null;
  readonly rule: string | null;
  readonly confidence: number;
  readonly location: { readonly path: string; readonly line: number } | null;
  readonly attempts: readonly Attempt[];
  /** What verification says without the hidden tests; null without patches. */
  readonly verdict: RealVerdict | null;
  /** How the patch it would show does on the hidden tests. */
  readonly shown: Attempt['result'] | null;
};

export type ExecutedOptions = {
  readonly mirrors: string;
  /** Trees and installed packages go here. */
  readonly work: string;
  /** Runs every candidate instead of stopping at the first right one. */
  readonly all: boolean;
  /** Without it no verdict is asked for. */
  readonly verify: boolean;
  readonly sandbox: Sandbox;
};

/** Builds the buggy tree of a case, lets the engine propose patches from what it may see, and runs the hidden tests. */
export async function measureExecuted(crash: RealCrash, options: ExecutedOptions): Promise<ExecutedCase> {
  const mirror = mirrorOf(crash.repo, options.mirrors);
  if (mirror === null) return skipped(crash, `no mirror of ${crash.repo}`);
  const tree = join(options.work, 'trees', crash.id);
  if (!existsSync(join(tree, 'package.json'))) await buildTestTree(crash, mirror, tree);
  const modules = await installDependencies(crash, tree, join(options.work, 'cache'));
  await rm(join(tree, 'node_modules'), { recursive: true, force: true });
  await symlink(modules, join(tree, 'node_modules'));
  const node = await installNode(crash.node_major, join(options.work, 'cache'));
  const base = await runMocha(tree, node, crash);
  if (base === null) return skipped(crash, 'the test runner does not start');
  if (!crash.target_tests.some((test) => failsAsReported(base, test, crash)))
    return skipped(crash, 'the error does not appear on the rebuilt tree');
  const commit = await resolveCommit(mirror, visibleRevision(crash));
  const given = await caseOfCrash(crash, mirrorRepository(mirror, commit));
  const { rule, confidence_score: confidence, location, candidates } = await diagnose(given);
  const { sandbox } = options;
  const verdict =
    sandbox.kind === 'none' || !options.verify
      ? null
      : await verifyReal({ crash, given, candidates, sandbox, modules, node, mirror, commit });
  const attempts: Attempt[] = [];
  for (const candidate of candidates) {
    const result = await tryCandidate({ candidate, crash, tree, node, base });
    attempts.push({ origin: candidate.origin, prior: candidate.prior, result });
    if (result === 'plausible' && !options.all) break;
  }
  const best = verdict === null ? undefined : candidates[verdict.shown];
  const shown =
    best === undefined
      ? null
      : (attempts[verdict?.shown ?? -1]?.result ??
        (await tryCandidate({ candidate: best, crash, tree, node, base })));
  return { id: crash.id, skipped: null, rule, confidence, location, attempts, verdict, shown };
}

export async function tryCandidate(input: {
  candidate: FixCandidate;
  crash: RealCrash;
  tree: string;
  node: string;
  base: MochaRun;
}): Promise<Attempt['result']> {
  const { candidate, crash, tree, node, base } = input;
  try {
    for (const edit of candidate.edits) await writeFile(join(tree, edit.path), edit.after);
    const after = await runMocha(tree, node, crash);
    if (after === null) return 'not-run';
    const isRight = crash.target_tests.every((test) => after.passed.has(comparable(test)));
    const broken = [...base.passed].some((test) => !after.passed.has(test));
    if (isRight) return broken ? 'regression' : 'plausible';
    return crash.target_tests.some((test) => failsAsReported(after, test, crash))
      ? 'error-stays'
      : 'error-gone';
  } finally {
    for (const edit of candidate.edits) await writeFile(join(tree, edit.path), edit.before);
  }
}

function failsAsReported(run: MochaRun, test: string, { error }: RealCrash): boolean {
  const firstLine = error.value.split('\n', 1)[0] ?? '';
  return run.failed.get(comparable(test))?.message.includes(firstLine) === true;
}

function skipped(crash: RealCrash, reason: string): ExecutedCase {
  return {
    id: crash.id,
    skipped: reason,
    rule: null,
    confidence: 0,
    location: null,
    attempts: [],
    verdict: null,
    shown: null,
  };
}
