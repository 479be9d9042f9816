import { execFile } from 'node:child_process';
import { posix } from 'node:path';
import { promisify } from 'node:util';
import { dirname, join } from 'node:path';
import { verifyBest, withMounts, type Case, type FixCandidate } from '@bugsage/analyzer/analysis';
import type { Sandbox } from '@bugsage/backends';
import type { Verification } from '@bugsage/core';
import type { RealCrash } from './real-crash.ts';

const run = promisify(execFile);
/** Where the Node binary of a case's time is seen inside the sandbox. */
const NODE_FOLDER = '.bugsage-node';

/** What the product would say of a real crash's patches, before anybody looks at the hidden tests. */
export type RealVerdict = {
  readonly verdict: Verification['verdict'];
  readonly level: number;
  readonly reproduction: Verification['reproduction'];
  readonly reason: string;
  /** Index of the shown patch among the candidates. */
  readonly shown: number;
};

/**
 * Verifies the candidates as the product does: in the sandbox, on the tree before the fix, with the tests of that time.
 * The project's test command is narrowed to the files the hidden tests were later added to, since whole suites of
 * these years take longer than a fix is given. Null when there is nothing to verify.
 */
export async function verifyReal(input: {
  readonly crash: RealCrash;
  readonly given: Case;
  readonly candidates: readonly FixCandidate[];
  readonly sandbox: Sandbox;
  readonly modules: string;
  readonly node: string;
  readonly mirror: string;
  readonly commit: string;
}): Promise<RealVerdict | null> {
  const { crash, given, candidates, sandbox } = input;
  if (given.code === null || candidates.length === 0) return null;
  const { best } = await verifyBest({
    caseCode: given.code,
    error: { type: crash.error.type, value: crash.error.value },
    event: given.event,
    candidates,
    testCommand: await visibleTests(input),
    sandbox: withMounts(sandbox, [
      { from: input.modules, to: 'node_modules' },
      { from: dirname(input.node), to: NODE_FOLDER },
    ]),
  });
  if (best === null) return null;
  const { verdict, level, reproduction, reason } = best.verification;
  return { verdict, level, reproduction, reason, shown: candidates.indexOf(best.candidate) };
}

/** The tests of those files as they were before the fix; null where there were none. */
async function visibleTests({
  crash,
  mirror,
  commit,
}: Pick<Parameters<typeof verifyReal>[0], 'crash' | 'mirror' | 'commit'>): Promise<string | null> {
  const { stdout } = await run('git', [
    '-C',
    mirror,
    'ls-tree',
    '-r',
    '--name-only',
    commit,
    '--',
    'tests',
    'test',
  ]);
  const known = new Set(stdout.split('\n'));
  const files = crash.test_files.filter((file) => known.has(posix.normalize(file)));
  if (files.length === 0) return null;
  const mocha = join('node_modules', 'mocha', 'bin', '_mocha');
  return [`${NODE_FOLDER}/node`, mocha, '-t', '15000', ...files].join(' ');
}
