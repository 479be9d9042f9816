import type { VerificationStep } from '@bugsage/core';
import type { ReplaySubject } from './make-plan.ts';
import { errorKeyOf, isSameError } from './replay/error-key.ts';
import type { BaseTests, TestRun } from './run-tests.ts';
import { stepOf } from './step.ts';

/** Tests of the repository that fail with the error of the event, every time, at its place. */
export type ProjectReproduction = { readonly tests: readonly string[]; readonly step: VerificationStep };

/**
 * The best reproduction there is: a test somebody wrote that fails as production did. Null when the failing tests do
 * not show the error, or not in the crashing file at the crashing line.
 */
export function projectReproduction(
  tests: BaseTests | null,
  { code, error }: Pick<ReplaySubject, 'code' | 'error'>,
): ProjectReproduction | null {
  const last = tests?.runs.at(-1);
  const [frame] = code.frames;
  if (tests === null || last === undefined || frame === undefined) return null;
  if (tests.runs.some(({ run }) => run.exitCode === 0 || run.timedOut)) return null;
  const stable = tests.failing.filter((name) => !tests.flaky.includes(name));
  if (stable.length === 0 || !showsError(last.run.output, error, frame)) return null;
  const log = [`Fail as production did: ${stable.join(', ')}`, last.run.output].join('\n');
  const step = stepOf('reproduce', { status: 'passed', log, command: last.command, run: last.run });
  return { tests: stable, step };
}

/** Tests of the reproduction that pass after the change; empty when the error is still in their output. */
export function repairedTests(
  reproduction: ProjectReproduction,
  after: TestRun,
  { code, error }: Pick<ReplaySubject, 'code' | 'error'>,
): readonly string[] {
  const [frame] = code.frames;
  if (frame !== undefined && showsError(after.run.output, error, frame)) return [];
  if (after.run.exitCode === 0) return reproduction.tests;
  const failing = after.results?.failing ?? [];
  // A failed run whose tests cannot be read says nothing.
  return failing.length === 0 ? [] : reproduction.tests.filter((name) => !failing.includes(name));
}

/** A line with the same error, and a frame at the crashing line of the crashing file soon after it. */
function showsError(
  output: string,
  error: { readonly type: string; readonly value: string },
  frame: { readonly path: string; readonly line: number },
): boolean {
  const expected = errorKeyOf(error.type, error.value);
  const lines = output.split('\n');
  const places = [`${frame.path}:${frame.line}`, `${frame.path}", line ${frame.line}`];
  const name = frame.path.split('/').at(-1) ?? frame.path;
  const near = [...places, `/${name}:${frame.line}`, `${name}:${frame.line}:`, ` ${name}:${frame.line}`];
  return lines.some((line, index) => {
    const message = errorMessage(line, error.type) ?? tapMessage(lines, index, error.type);
    if (message === null || !isSameError(expected, errorKeyOf(error.type, message))) return false;
    const around = lines.slice(Math.max(0, index - FRAMES_NEAR), index + FRAMES_NEAR).join('\n');
    return near.some((place) => around.includes(place));
  });
}

/** Lines of a stack before (Python) or after (JavaScript) the message that may name the place. */
const FRAMES_NEAR = 25;

function errorMessage(line: string, type: string): string | null {
  const at = line.indexOf(type);
  if (at < 0) return null;
  const rest = line.slice(at + type.length);
  return /^(?: \[[\w.]+\])?: /.test(rest) ? rest.slice(rest.indexOf(': ') + 2).replace(/['"]$/, '') : null;
}

/** TAP tells message and class in rows of their own: `error: "..."`, then `name: 'TypeError'`. */
function tapMessage(lines: readonly string[], index: number, type: string): string | null {
  const message = /^\s*error: (['"])(.*)\1$/.exec(lines[index] ?? '')?.[2];
  const named = lines.slice(index, index + 4).some((line) => line.trim() === `name: '${type}'`);
  return message !== undefined && named ? message : null;
}
