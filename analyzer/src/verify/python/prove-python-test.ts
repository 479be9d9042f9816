import { posix } from 'node:path';
import { addFile } from '../apply-edits.ts';
import { VERIFY_LIMITS } from '../limits.ts';
import type { BaseRequest } from '../prepare-base.ts';
import type { RegressionTest } from '../regression-test.ts';
import { inFolder, quoted, type Toolchain } from '../toolchain.ts';
import { testRunner } from '../test-runner.ts';
import { scrubSecrets } from '../../analyze/question/scrub-secrets.ts';
import type { PythonBase } from './prepare-python.ts';
import { printPython } from './python-value.ts';
import type { JudgedPythonCall, PatchedPython } from './replay-patched-python.ts';

export type PythonTestSubject = {
  readonly request: BaseRequest;
  readonly toolchain: Toolchain;
  readonly python: PythonBase;
  readonly replay: PatchedPython;
  readonly patchedDirectory: string;
};

/**
 * Writes the replay as a test of pytest or unittest, and keeps it only when it fails without the change and passes with
 * it. Null where the calls need more than plain data.
 */
export async function provePythonTest(subject: PythonTestSubject): Promise<RegressionTest | null> {
  const { request, toolchain } = subject;
  if (toolchain.testCommand === null) return null;
  for (const path of placesOf(request.code.files, subject.python.plan.module, toolchain.folder)) {
    for (const from of modulesOf(subject.python.plan.module, toolchain.folder)) {
      const text = writePythonTest(subject, from);
      if (text === null || scrubSecrets(text) !== text) return null;
      const test = { path, text };
      if (await holds(subject, test)) return test;
    }
  }
  return null;
}

function writePythonTest({ python, replay, toolchain }: PythonTestSubject, from: string): string | null {
  const { plan } = python;
  const calls = [
    [`copes_with_what_raised_${plan.error.type}`, pick(replay.failing)],
    ['still_does_its_work', pick(replay.working)],
  ] as const;
  if (pick(replay.failing) === null) return null;
  const written = calls.flatMap(([title, judged]) => {
    const line = judged === null ? null : comparison(judged, plan.names);
    return line === null ? [] : [{ title: `test_${plan.names.at(-1) ?? ''}_${title}`, ...line }];
  });
  const isPytest = toolchain.framework === 'pytest';
  const head = [
    ...(isPytest ? [] : ['import unittest', '']),
    `from ${from} import ${plan.names[0] ?? ''}`,
    '',
    '',
  ];
  const blocks = isPytest
    ? written.flatMap(({ title, call, expected }) => [
        `def ${title}():`,
        `    assert ${assertion(call, expected)}`,
        '',
        '',
      ])
    : [
        'class RegressionTest(unittest.TestCase):',
        ...written.flatMap(({ title, call, expected }) => [
          `    def ${title}(self):`,
          `        self.assertEqual(${call}, ${expected})`,
          '',
        ]),
      ];
  return `${[...head, ...blocks].join('\n').trimEnd()}\n`;
}

function assertion(call: string, expected: string): string {
  return expected === 'None' ? `${call} is None` : `${call} == ${expected}`;
}

/** The first that was shown right and can be written with plain data. */
function pick(all: readonly JudgedPythonCall[]): JudgedPythonCall | null {
  const isPlain = ({ call: { scenario }, patched }: JudgedPythonCall): boolean =>
    scenario.self === null &&
    [...scenario.arguments, patched.result ?? null].every((value) => printPython(value) !== null);
  return (
    all.find((one) => one.judgement.verdict === 'asserted' && !one.call.captured && isPlain(one)) ?? null
  );
}

function comparison(
  { call, patched }: JudgedPythonCall,
  names: readonly string[],
): { call: string; expected: string } | null {
  const values = call.scenario.arguments.map(printPython);
  const expected = printPython(patched.result ?? null);
  return expected === null ? null : { call: `${names.join('.')}(${values.join(', ')})`, expected };
}

/** Beside the tests there are, then beside the module. */
function placesOf(files: readonly string[], module: string, folder: string): string[] {
  const tests = files.filter(
    (path) => /(?:^|\/)(?:test_[^/]+|[^/]+_test)\.py$/.test(path) && path.startsWith(folder),
  );
  const folders = Map.groupBy(tests, (path) => posix.dirname(path));
  const [most] = [...folders].toSorted(([, left], [, right]) => right.length - left.length);
  const name = `test_${posix.basename(module, '.py')}_regression`;
  const places = [...new Set([...(most === undefined ? [] : [most[0]]), posix.dirname(module)])];
  const known = new Set(files);
  return places.map((place) => {
    const free = ['', '_2', '_3', '_4'].find(
      (suffix) => !known.has(posix.join(place, `${name}${suffix}.py`)),
    );
    return posix.join(place, `${name}${free ?? '_5'}.py`);
  });
}

/** Names under which tests may import a module: from the package's folder, from `src`, and by its own name. */
function modulesOf(module: string, folder: string): string[] {
  const dotted = posix
    .relative(folder === '' ? '.' : folder, module)
    .replace(/\.py$/, '')
    .replaceAll('/', '.');
  const names = [dotted, dotted.replace(/^src\./, ''), posix.basename(module, '.py')];
  return [...new Set(names)].filter((name) => /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(name));
}

async function holds(
  { request, toolchain, patchedDirectory }: PythonTestSubject,
  test: RegressionTest,
): Promise<boolean> {
  const worktree = await request.code.repository.worktree(request.code.commit);
  const { folder } = toolchain;
  const file = folder === '' ? test.path : posix.relative(folder, test.path);
  const runner =
    toolchain.framework === 'pytest'
      ? testRunner('pytest', folder, test.path)
      : `python3 -m unittest discover -s ${quoted(posix.dirname(file))} -p ${quoted(posix.basename(file))} -t .`;
  const command = ['sh', '-c', inFolder(toolchain, runner)];
  const run = (directory: string) => {
    const environment = { PYTHONDONTWRITEBYTECODE: '1' };
    return request.sandbox.run({ directory, command, timeoutMs: VERIFY_LIMITS.replayTimeoutMs, environment });
  };
  try {
    await addFile(worktree.path, test.path, test.text);
    await addFile(patchedDirectory, test.path, test.text);
    const [before, after] = [await run(worktree.path), await run(patchedDirectory)];
    const type = request.error.type.split('.').at(-1) ?? request.error.type;
    return before.exitCode !== 0 && !before.timedOut && before.output.includes(type) && after.exitCode === 0;
  } finally {
    await worktree.remove();
  }
}
