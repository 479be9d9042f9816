import { execFile } from 'node:child_process';
import { rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildTestTree } from '../build-tree.ts';
import { installDependencies, installNode } from '../install-dependencies.ts';
import type { RealCrash } from '../real-crash.ts';
import { runMocha, type Failure } from '../run-mocha.ts';
import type { CandidateCommit } from './candidate-commits.ts';
import { stackFrames } from './stack-frames.ts';

const run = promisify(execFile);

/** The case a commit turned out to be, or why it is none. */
export type Mined = { readonly id: string; readonly crash: RealCrash | null; readonly reason: string };

/** Runs the tests of a fix on the sources before it: a case is what crashes there and passes with the fix. */
export async function mineCrash(
  candidate: CandidateCommit,
  { mirror, work }: { readonly mirror: string; readonly work: string },
): Promise<Mined> {
  const asked = await askedCase(candidate, mirror);
  const no = (reason: string): Mined => ({ id: asked.id, crash: null, reason });
  const tree = join(work, 'trees', asked.id);
  try {
    await buildTestTree(asked, mirror, tree);
  } catch {
    return no('a source is new');
  }
  const cache = join(work, 'cache');
  const modules = await installDependencies(asked, tree, cache);
  const node = await installNode(asked.node_major, cache);
  await link(modules, tree);
  const buggy = await runMocha(tree, node, asked);
  if (buggy === null) return no('the test runner does not start');
  if (![...buggy.failed.values()].some(isCrash)) return no('no crash');
  const fixedTree = `${tree}-fixed`;
  await buildTestTree({ ...asked, buggy: { base: asked.fix_commit } }, mirror, fixedTree);
  await link(modules, fixedTree);
  const fixed = await runMocha(fixedTree, node, asked);
  await rm(fixedTree, { recursive: true, force: true });
  const flipped = [...buggy.failed].filter(([title]) => fixed?.passed.has(title) === true);
  const crashed = flipped.map(([, failure]) => failure).filter(isCrash);
  for (const failure of crashed) {
    const frames = await stackFrames(failure.stack, tree);
    const [top] = frames;
    if (top?.in_app !== true || /\bthrow\b/.test(top.context_line ?? '')) continue;
    const type = /^\w+/.exec(failure.stack)?.[0] ?? 'Error';
    const target_tests = flipped.map(([title]) => title);
    return {
      id: asked.id,
      crash: { ...asked, target_tests, error: { type, value: failure.message }, frames },
      reason: 'a case',
    };
  }
  return no(crashed.length === 0 ? 'nothing is repaired' : 'the crash is not in the source');
}

function isCrash({ stack }: Failure): boolean {
  return /^(?:TypeError|RangeError|ReferenceError)\b/.test(stack);
}

async function link(modules: string, tree: string): Promise<void> {
  await rm(join(tree, 'node_modules'), { recursive: true, force: true });
  await symlink(modules, join(tree, 'node_modules'));
}

async function askedCase(candidate: CandidateCommit, mirror: string): Promise<RealCrash> {
  const { repo, commit, parent, date, sources, tests } = candidate;
  const year = Number(date.slice(0, 4));
  return {
    id: `${repo.replace('/', '__')}__${commit.slice(0, 10)}`,
    repo,
    fix_commit: commit,
    date,
    node_major: year < 2017 ? '8' : year < 2022 ? '12' : '20',
    buggy: { base: commit, overlay_from: parent, overlay_files: sources },
    error: { type: '', value: '' },
    frames: [],
    test_files: tests,
    target_tests: [],
    expected: { files: sources, old_line_ranges: await oldRanges(candidate, mirror) },
  };
}

/** Lines of the old side each hunk replaces; where it only adds, the two lines it goes between. */
async function oldRanges({ parent, commit, sources }: CandidateCommit, mirror: string) {
  const ranges: Record<string, [number, number][]> = {};
  for (const file of sources) {
    const { stdout } = await run('git', ['-C', mirror, 'diff', '-U0', parent, commit, '--', file]);
    ranges[file] = [...stdout.matchAll(/^@@ -(\d+)(?:,(\d+))? /gm)].map(([, start, count]) => {
      const from = Number(start);
      return count === '0' ? [from, from + 1] : [from, from + Number(count ?? 1) - 1];
    });
  }
  return ranges;
}
