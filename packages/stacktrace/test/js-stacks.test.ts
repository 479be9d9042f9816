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
type Case = { readonly engine: string; readonly stack: string; readonly expected: Expected };

/** Lowest share of expected frames found, per engine. What is missing: lines without a place, Opera before 15. */
const FLOORS: Readonly<Record<string, number>> = {
  V8: 0.95,
  SpiderMonkey: 0.95,
  JavaScriptCore: 0.85,
  other: 0.8,
};

test.skipIf(!isThere)('real stacks of every engine parse to the expected frames', () => {
  const found = new Map<string, { hits: number; all: number }>();
  for (const { engine, stack, expected } of readCases()) {
    const score = found.get(engine) ?? { hits: 0, all: 0 };
    const isHit = parseJavaScriptStack(stack).frames.some((frame) => isSame(frame, expected));
    found.set(engine, { hits: score.hits + (isHit ? 1 : 0), all: score.all + 1 });
  }
  const report = [...found].map(([engine, { hits, all }]) => `${engine} ${hits}/${all}`).join(', ');
  process.stderr.write(`js-stacks: ${report}\n`);
  expect(found.size).toBeGreaterThan(1);
  const below = [...found].filter(([engine, { hits, all }]) => hits / all < (FLOORS[engine] ?? 1));
  expect(below).toEqual([]);
});

type RawFrame = {
  readonly file?: string | null;
  readonly methodName?: string;
  readonly lineNumber?: number | null;
  readonly column?: number | null;
};
type RawCase = {
  readonly test: string;
  readonly input: { readonly stack?: string };
  readonly expected?: RawFrame | readonly RawFrame[];
  readonly frames?: readonly {
    readonly expected: readonly [string | null, unknown, string | null, number | null, number | null];
  }[];
};

function readCases(): Case[] {
  return ['error-stack-parser.cases.json', 'stacktrace-parser.cases.json'].flatMap((name) => {
    const cases = JSON.parse(readFileSync(new URL(name, CORPUS), 'utf8')) as readonly RawCase[];
    return cases.flatMap((entry) => {
      const { stack } = entry.input;
      if (stack === undefined) return [];
      return expectedFrames(entry).map((expected) => ({ engine: engineOf(entry.test), stack, expected }));
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

function engineOf(name: string): string {
  if (/Firefox/i.test(name)) return 'SpiderMonkey';
  if (/Safari|JavaScriptCore/i.test(name)) return 'JavaScriptCore';
  return /Chrome|V8|node/i.test(name) ? 'V8' : 'other';
}
