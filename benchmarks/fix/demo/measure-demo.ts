import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSandbox } from '@bugsage/backends';
import type { Frame } from '@bugsage/core';
import type { DemoFigures } from '../result.ts';
import type { SyntheticCase } from '../synthetic/case.ts';
import { measureCase, type MeasuredCase } from '../synthetic/measure-case.ts';
import { DEMO_BUGS, type DemoBug } from './demo-bugs.ts';

const run = promisify(execFile);
const SHOP = fileURLToPath(new URL('../../../packages/demo/shop', import.meta.url));
const CONTEXT_LINES = 5;

/** The bugs of the demo shop, analyzed, mended and verified as the product does it. */
export async function measureDemo(only: string): Promise<DemoFigures> {
  const sandbox = await openSandbox({ kind: 'auto' });
  const files = await shopFiles();
  const measured: MeasuredCase[] = [];
  for (const bug of DEMO_BUGS.filter(({ id }) => id.includes(only))) {
    const one = await measureCase(caseOf(bug, files), sandbox);
    measured.push(one);
    const patches = one.origins.map(
      (origin, at) => `${origin}${one.rightCandidates[at] === true ? ' right' : ' wrong'}`,
    );
    process.stdout.write(
      `${one.id}: ${one.missed ?? 'explained'}; ${patches.join(', ')}; ${one.verdict ?? 'not run'} and ${one.shownIsRight ? 'right' : 'wrong'}: ${one.reason}\n`,
    );
  }
  const count = (isCounted: (one: MeasuredCase) => boolean): number => measured.filter(isCounted).length;
  return {
    cases: measured.length,
    explained: count(({ explained }) => explained),
    rightFirst: count(({ rightCandidates }) => rightCandidates[0] === true),
    rightAny: count(({ rightCandidates }) => rightCandidates.includes(true)),
    reproduced: count(({ reproduced }) => reproduced),
    verified: count(({ verdict }) => verdict === 'verified'),
    wrongButVerified: count(({ verdict, shownIsRight }) => verdict === 'verified' && !shownIsRight),
  };
}

/** Files that git knows, so that nothing a developer left there is taken along. */
async function shopFiles(): Promise<Record<string, string>> {
  const { stdout } = await run('git', ['-C', SHOP, 'ls-files']);
  const paths = stdout.split('\n').filter((path) => /\.(?:js|json|html|css|md)$/.test(path));
  const texts = await Promise.all(paths.map((path) => readFile(join(SHOP, path), 'utf8')));
  return Object.fromEntries(paths.map((path, index) => [path, texts[index] ?? '']));
}

function caseOf(bug: DemoBug, files: Readonly<Record<string, string>>): SyntheticCase {
  const frames = bug.frames.map((frame) => frameOf(frame, files));
  return {
    id: bug.id,
    kind: 'positive',
    className: 'demo',
    draft: { files, error: bug.error, rule: bug.rule, checks: bug.checks },
    files,
    frames,
    steps: [],
    place: { path: frames[0]?.filename ?? '', line: frames[0]?.lineno ?? 0 },
    checks: bug.checks,
    commits: ['Open the shop', 'Sell more'],
  };
}

function frameOf(
  [path, lineContaining, at]: DemoBug['frames'][number],
  files: Readonly<Record<string, string>>,
): Frame {
  const lines = (files[path] ?? '').split('\n');
  const index = lines.findIndex((line) => line.includes(lineContaining));
  const start = lines[index]?.indexOf(lineContaining) ?? -1;
  if (index < 0) throw new Error(`${path} of the demo shop has no line with ${lineContaining}.`);
  return {
    function: null,
    module: null,
    filename: path,
    abs_path: `/srv/shop/${path}`,
    lineno: index + 1,
    colno: (lines[index]?.indexOf(at, start) ?? 0) + 1,
    pre_context: lines.slice(Math.max(0, index - CONTEXT_LINES), index),
    context_line: lines[index] ?? null,
    post_context: lines.slice(index + 1, index + 1 + CONTEXT_LINES),
    in_app: true,
    vars: null,
  };
}
