import type { Frame } from '@bugsage/core';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseJavaScriptStack } from '../src/index.ts';

/** Stacks of real engines with the frames that other parsers' tests expect of them. */
const CORPUS = new URL('../../../../shared/corpora/js-stacks/', import.meta.url);
const isThere = existsSync(CORPUS);
if (!isThere) process.stderr.write(`SKIPPED: real engine stacks are not at ${CORPUS.pathname}\n`);

type Expected = {
  readonly function: string;
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
};
type Case = { readonly stack: string; readonly expected: Expected };

/** Expected frames that we read otherwise, with the reason. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  'eval@:4:18': 'the call of Edge is named `eval code`; the other parser cuts the name at the space',
};

test.skipIf(!isThere)('real stacks of every engine parse to the expected frames', () => {
  const missed: string[] = [];
  let found = 0;
  for (const { stack, expected } of readCases()) {
    if (parseJavaScriptStack(stack).frames.some((frame) => isSame(frame, expected))) found += 1;
    else missed.push(`${expected.function}@${expected.file}:${expected.line}:${expected.column}`);
  }
  process.stderr.write(`js-stacks: ${found} frames as expected, ${missed.length} otherwise\n`);
  expect(found).toBeGreaterThan(100);
  expect(missed.filter((frame) => !Object.hasOwn(DIFFERENCES, frame))).toEqual([]);
});

type RawFrame = {
  readonly file?: string | null;
  readonly methodName?: string;
  readonly lineNumber?: number | null;
  readonly column?: number | null;
};
type RawCase = {
  readonly test: string;
  readonly input: { readonly stack?: string; readonly stacktrace?: string; readonly message?: string };
  readonly expected?: RawFrame | readonly RawFrame[];
  readonly frames?: readonly {
    readonly expected: readonly [string | null, unknown, string | null, number | null, number | null];
  }[];
};

function readCases(): Case[] {
  return ['error-stack-parser.cases.json', 'stacktrace-parser.cases.json'].flatMap((name) => {
    const cases = JSON.parse(readFileSync(new URL(name, CORPUS), 'utf8')) as readonly RawCase[];
    return cases.flatMap((entry) => {
      // Opera before 11 had no `stack`: its calls stand in the message or in `stacktrace`.
      const stack = entry.input.stack ?? entry.input.stacktrace ?? entry.input.message;
      if (stack === undefined) return [];
      return expectedFrames(entry).map((expected) => ({ stack, expected }));
    });
  });
}

function expectedFrames(entry: RawCase): Expected[] {
  if (entry.frames !== undefined) {
    return entry.frames.map(({ expected: [name, , file, line, column] }) =>
      toExpected({ methodName: name ?? '', file, lineNumber: line, column }),
    );
  }
  const listed = entry.expected ?? [];
  return (Array.isArray(listed) ? (listed as readonly RawFrame[]) : [listed as RawFrame]).map(toExpected);
}

function toExpected(frame: RawFrame): Expected {
  return {
    function: plainName(frame.methodName ?? null),
    file: plainFile(frame.file ?? null),
    line: frame.lineNumber ?? null,
    column: frame.column ?? null,
  };
}

function isSame(frame: Frame, expected: Expected): boolean {
  return (
    plainName(frame.function) === expected.function &&
    plainFile(frame.abs_path) === expected.file &&
    frame.lineno === expected.line &&
    frame.colno === expected.column
  );
}

/** The corpora's parsers mark "no name" and `async` each in their own way. */
function plainName(name: string | null): string {
  return name === null || name === '<unknown>' ? '' : name.replace(/^async /, '');
}

function plainFile(file: string | null): string {
  return file === null || ['(native)', 'native', '<anonymous>', 'eval code'].includes(file) ? '' : file;
}
