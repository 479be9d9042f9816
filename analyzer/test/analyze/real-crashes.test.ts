import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/analyze/diagnose.ts';
import { rankPlaces, type Place } from '../../src/analyze/locate/rank-places.ts';
import { gatherCase } from '../../src/evidence/gather.ts';
import { errorOf, frameAt, ISSUE, PROJECT, storedEvent } from './event-fixture.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/corpora/js-crash/cases');
const isThere = existsSync(FOLDER);
if (!isThere) process.stderr.write(`SKIPPED: real crashes are not measured, ${FOLDER} does not exist.\n`);

type RealCrash = {
  readonly id: string;
  readonly error: { readonly type: string; readonly value: string };
  readonly frames: readonly Partial<Frame>[];
  readonly expected: {
    readonly files: readonly string[];
    readonly old_line_ranges: Record<string, [number, number][]>;
  };
};

function crashes(): RealCrash[] {
  return readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as RealCrash);
}

function framesOf(crash: RealCrash): Frame[] {
  return crash.frames
    .filter((frame) => frame.in_app === true && !/(?:^|\/)tests?\//.test(frame.filename ?? ''))
    .map((frame) =>
      frameAt({ filename: null, lineno: null, colno: null, ...frame, abs_path: frame.filename ?? null }),
    );
}

/** Crash-first places in the order of the ranker, from what the event holds alone. */
function placesOf(crash: RealCrash): Place[] {
  const frames = framesOf(crash);
  const texts = frames.map((frame) => ({
    path: frame.filename ?? '',
    line: frame.lineno ?? 0,
    column: frame.colno,
    function: frame.function,
    textAt: (line: number) => textAt(frame, line - (frame.lineno ?? 0)),
  }));
  return rankPlaces(texts, crash.error.value);
}

function textAt(frame: Frame, offset: number): string | null {
  if (offset === 0) return frame.context_line;
  return (
    (offset < 0 ? frame.pre_context[frame.pre_context.length + offset] : frame.post_context[offset - 1]) ??
    null
  );
}

function isRightFile(crash: RealCrash, place: Place): boolean {
  return crash.expected.files.includes(place.path);
}

function isRightLine(crash: RealCrash, { path, line }: Place): boolean {
  const ranges = crash.expected.old_line_ranges[path] ?? [];
  return ranges.some(([from, to]) => line >= from - 3 && line <= to + 3);
}

describe.skipIf(!isThere)('real crashes, from the event alone', () => {
  it('finds file and line of the developer’s fix', () => {
    const all = crashes();
    expect(all.length).toBeGreaterThan(50);
    const share = (count: (crash: RealCrash, places: Place[]) => boolean): number =>
      all.filter((crash) => count(crash, placesOf(crash))).length / all.length;
    const figures = {
      'file@1': share((crash, places) => places.slice(0, 1).some((place) => isRightFile(crash, place))),
      'file@3': share((crash, places) => places.slice(0, 3).some((place) => isRightFile(crash, place))),
      'line±3@1': share((crash, places) => places.slice(0, 1).some((place) => isRightLine(crash, place))),
      'line±3@3': share((crash, places) => places.slice(0, 3).some((place) => isRightLine(crash, place))),
    };
    process.stdout.write(`${all.length} real crashes: ${JSON.stringify(figures)}\n`);
    expect(figures['file@1']).toBeGreaterThanOrEqual(0.94);
    expect(figures['file@3']).toBeGreaterThanOrEqual(0.98);
    expect(figures['line±3@1']).toBeGreaterThanOrEqual(0.75);
    expect(figures['line±3@3']).toBeGreaterThanOrEqual(0.85);
  });

  it('classifies them, and is honest about the classes it has no rule for', async () => {
    const rules = new Map<string, number>();
    for (const crash of crashes()) {
      const given = await gatherCase({
        issue: ISSUE,
        project: { ...PROJECT, repository: null },
        events: [
          storedEvent({
            exceptions: [errorOf(crash.error.type, crash.error.value, framesOf(crash).toReversed())],
          }),
        ],
        openRepository: async () => {
          throw new Error('no repository');
        },
      });
      const { rule, confidence_score: confidence } = await diagnose(given);
      const expected = /^Cannot (?:read|set) propert|^Cannot call method on/.test(crash.error.value)
        ? 'nullish-access'
        : /is not a function/.test(crash.error.value)
          ? 'not-a-function'
          : /call stack/.test(crash.error.value)
            ? 'stack-overflow'
            : null;
      expect({ id: crash.id, rule }).toEqual({ id: crash.id, rule: expected });
      expect(confidence).toBeLessThanOrEqual(0.35);
      rules.set(String(rule), (rules.get(String(rule)) ?? 0) + 1);
    }
    expect(rules.get('nullish-access')).toBeGreaterThan(40);
  });
});
