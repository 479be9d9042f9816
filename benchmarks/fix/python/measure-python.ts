import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diagnose, verifyBest, type Case, type FixCandidate } from '@bugsage/analyzer/analysis';
import { openSandbox, type Sandbox, type SourceRepository } from '@bugsage/backends';
import type { Frame, Verification } from '@bugsage/core';
import { buildTestTree, mirrorOf } from '../real/build-tree.ts';
import { caseOfCrash } from '../real/case-of-crash.ts';
import { mirrorRepository } from '../real/mirror-repository.ts';
import type { FixResult, PythonFigures } from '../result.ts';
import { changedLines, PYTHON_CRASHES, pythonCrashes, type PythonCrash } from './python-crash.ts';
import { runPythonTests, type PythonFailure, type PythonRun } from './run-tests.ts';

/** Lines around a developer's change that count as found, as for JavaScript. */
const NEAR_LINES = 3;
/** Frames an SDK sends of an endless recursion, at most. */
const FRAMES_MAX = 50;
const CONTEXT_LINES = 5;

type MeasuredPython = {
  readonly id: string;
  readonly rule: string | null;
  readonly isPlaceRight: boolean;
  readonly origins: readonly string[];
  readonly right: readonly boolean[];
  readonly verdict: Verification['verdict'] | null;
  readonly reproduction: Verification['reproduction'];
  readonly shownIsRight: boolean;
  readonly reason: string;
};

/**
 * Real Python programs that crash in a test. Their JSON says neither message nor place, so that each is run first; the
 * engine sees what the traceback says and the programs, never tests or corrected versions. Null where they are not there.
 */
export async function measurePython(options: {
  readonly mirrors: string | undefined;
  readonly work: string;
  readonly only: string;
}): Promise<FixResult['python']> {
  const crashes = pythonCrashes()?.filter(({ id }) => id.includes(options.only)) ?? [];
  const sandbox = await openSandbox({ kind: 'auto' });
  const [first] = crashes;
  const mirror =
    first === undefined || options.mirrors === undefined ? null : mirrorOf(first.repo, options.mirrors);
  if (mirror === null || sandbox.kind === 'none') {
    process.stderr.write(
      `SKIPPED: real Python crashes are not measured; they need ${PYTHON_CRASHES}, --mirrors with a clone of ${first?.repo ?? 'its repository'}, and a sandbox.\n`,
    );
    return null;
  }
  const measured: MeasuredPython[] = [];
  for (const crash of crashes) {
    const one = await measureOne(crash, { mirror, sandbox, work: options.work });
    process.stdout.write(`${crash.id}: ${one === null ? 'the error does not appear' : lineOf(one)}\n`);
    if (one !== null) measured.push(one);
  }
  return { ...figuresOf(measured), notExecuted: crashes.length - measured.length };
}

async function measureOne(
  crash: PythonCrash,
  place: { readonly mirror: string; readonly sandbox: Sandbox; readonly work: string },
): Promise<MeasuredPython | null> {
  const { mirror, sandbox } = place;
  const tree = join(place.work, 'trees', crash.id);
  await mkdir(tree, { recursive: true });
  const revision = { buggy: { base: crash.commit } } as Parameters<typeof buildTestTree>[0];
  await buildTestTree(revision, mirror, tree);
  const base = await runPythonTests(sandbox, tree, crash.test);
  const failure = [...base.values()].find((one) => one?.type === crash.error_type);
  if (failure === undefined || failure === null) return null;
  const given = await caseOf(crash, failure, { tree, mirror });
  const { rule, location, candidates } = await diagnose(given);
  const isPlaceRight =
    location?.path === crash.buggy_file &&
    changedLines(crash.diff).some((line) => Math.abs(line - location.line) <= NEAR_LINES);
  const right: boolean[] = [];
  for (const candidate of candidates) right.push(await isRight({ candidate, crash, tree, sandbox, base }));
  const verified = await verify(given, failure, candidates, sandbox);
  await rm(tree, { recursive: true, force: true });
  return {
    id: crash.id,
    rule,
    isPlaceRight,
    origins: candidates.map(({ origin }) => origin),
    right,
    verdict: verified?.verification.verdict ?? null,
    reproduction: verified?.verification.reproduction ?? 'none',
    reason: verified?.verification.reason ?? '',
    shownIsRight: verified !== null && right[candidates.indexOf(verified.candidate)] === true,
  };
}

/** The traceback as an SDK would send it: programs only, because production runs no tests. */
async function caseOf(
  crash: PythonCrash,
  failure: PythonFailure,
  { tree, mirror }: { readonly tree: string; readonly mirror: string },
): Promise<Case> {
  const own = failure.frames.filter(({ file }) => file.startsWith('python_programs/')).slice(-FRAMES_MAX);
  const frames: Partial<Frame>[] = [];
  for (const { file, line, function: name } of own.toReversed()) {
    const lines = (await readFile(join(tree, file), 'utf8')).split('\n');
    frames.push({
      function: name,
      filename: file,
      lineno: line,
      in_app: true,
      pre_context: lines.slice(Math.max(0, line - 1 - CONTEXT_LINES), line - 1),
      context_line: lines[line - 1] ?? null,
      post_context: lines.slice(line, line + CONTEXT_LINES),
    });
  }
  const error = { type: failure.type, value: failure.message };
  const event = { id: crash.id, error, frames, date: '2024-01-01' } as unknown as Parameters<
    typeof caseOfCrash
  >[0];
  return caseOfCrash(event, programsOnly(mirrorRepository(mirror, crash.commit)));
}

/** The repository holds corrected versions and tests as well; who may look at them needs no analysis. */
function programsOnly(repository: SourceRepository): SourceRepository {
  const isSeen = (path: string): boolean => path.startsWith('python_programs/') && !path.endsWith('_test.py');
  return {
    ...repository,
    listFiles: async (commit) => (await repository.listFiles(commit)).filter(isSeen),
    readFile: async (commit, path) => (isSeen(path) ? repository.readFile(commit, path) : null),
    worktree: async (commit) => {
      const worktree = await repository.worktree(commit);
      for (const path of await repository.listFiles(commit))
        if (!isSeen(path)) await rm(join(worktree.path, path), { force: true });
      return worktree;
    },
  };
}

/** All tests that belong to the fix pass, those that the original fails among them. */
async function isRight(input: {
  readonly candidate: FixCandidate;
  readonly crash: PythonCrash;
  readonly tree: string;
  readonly sandbox: Sandbox;
  readonly base: PythonRun;
}): Promise<boolean> {
  const { candidate, crash, tree, sandbox, base } = input;
  for (const edit of candidate.edits) await writeFile(join(tree, edit.path), edit.after);
  const after = await runPythonTests(sandbox, tree, crash.test);
  for (const edit of candidate.edits) await writeFile(join(tree, edit.path), edit.before);
  return after.size >= base.size && [...after.values()].every((error) => error === null);
}

async function verify(
  given: Case,
  failure: PythonFailure,
  candidates: readonly FixCandidate[],
  sandbox: Sandbox,
) {
  if (given.code === null || candidates.length === 0) return null;
  const { best } = await verifyBest({
    caseCode: given.code,
    error: { type: failure.type, value: failure.message },
    event: given.event,
    candidates,
    testCommand: null,
    sandbox,
  });
  return best;
}

function figuresOf(measured: readonly MeasuredPython[]): Omit<PythonFigures, 'notExecuted'> {
  const count = (isCounted: (one: MeasuredPython) => boolean): number => measured.filter(isCounted).length;
  return {
    cases: measured.length,
    classified: count((one) => one.rule !== null),
    located: count((one) => one.isPlaceRight),
    rightFirst: count((one) => one.right[0] === true),
    rightAny: count((one) => one.right.includes(true)),
    tried: count((one) => one.verdict !== null),
    reproduced: count((one) => one.verdict !== null && one.reproduction !== 'none'),
    verified: count((one) => one.verdict === 'verified'),
    verifiedRight: count((one) => one.verdict === 'verified' && one.shownIsRight),
  };
}

function lineOf(one: MeasuredPython): string {
  const patches = one.origins.map(
    (origin, index) => `${origin}${one.right[index] === true ? ' right' : ' wrong'}`,
  );
  const verdict =
    one.verdict === null
      ? ''
      : `; ${one.verdict} (${one.reproduction}) and ${one.shownIsRight ? 'right' : 'wrong'}: ${one.reason}`;
  return `${one.rule ?? 'no rule'}; place ${one.isPlaceRight ? 'right' : 'wrong'}; ${patches.join(', ') || 'no patch'}${verdict}`;
}
