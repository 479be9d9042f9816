import { diagnose, rankPlaces, type FrameText, type Place } from '@bugsage/analyzer/analysis';
import type { Frame } from '@bugsage/core';
import type { LocalizeFigures } from '../result.ts';
import { caseOfCrash, ownFrames } from './case-of-crash.ts';
import type { RealCrash } from './real-crash.ts';

/** Lines around a developer's change that count as found. */
const NEAR_LINES = 3;

export type NanoCase = {
  readonly id: string;
  readonly rule: string | null;
  readonly fileFirst: boolean;
  readonly fileOfThree: boolean;
  readonly lineFirst: boolean;
  readonly lineOfThree: boolean;
  readonly cpuMs: number;
};

/** Classifies a crash and ranks places from error, frames and the lines around them alone: no repository. */
export async function measureNano(crash: RealCrash): Promise<NanoCase> {
  const before = process.cpuUsage();
  const { rule } = await diagnose(await caseOfCrash(crash, null));
  const places = rankPlaces(ownFrames(crash).map(frameText), crash.error.value);
  const used = process.cpuUsage(before);
  const three = places.slice(0, 3);
  const [first] = three;
  return {
    id: crash.id,
    rule,
    fileFirst: first !== undefined && isRightFile(crash, first),
    fileOfThree: three.some((place) => isRightFile(crash, place)),
    lineFirst: first !== undefined && isRightLine(crash, first),
    lineOfThree: three.some((place) => isRightLine(crash, place)),
    cpuMs: (used.user + used.system) / 1000,
  };
}

export function localizeFigures(cases: readonly NanoCase[]): LocalizeFigures {
  const share = (count: (one: NanoCase) => boolean): number => cases.filter(count).length / cases.length;
  return {
    cases: cases.length,
    fileFirst: share((one) => one.fileFirst),
    fileOfThree: share((one) => one.fileOfThree),
    lineFirst: share((one) => one.lineFirst),
    lineOfThree: share((one) => one.lineOfThree),
    classified: share((one) => one.rule !== null),
    cpuMsMedian: cases.map((one) => one.cpuMs).toSorted((a, b) => a - b)[cases.length >> 1] ?? 0,
  };
}

export function isRightFile(crash: RealCrash, place: Pick<Place, 'path'>): boolean {
  return crash.expected.files.includes(place.path);
}

export function isRightLine(crash: RealCrash, { path, line }: Pick<Place, 'path' | 'line'>): boolean {
  const ranges = crash.expected.old_line_ranges[path] ?? [];
  return ranges.some(([from, to]) => line >= from - NEAR_LINES && line <= to + NEAR_LINES);
}

function frameText(frame: Frame): FrameText {
  const at = frame.lineno ?? 0;
  return {
    path: frame.filename ?? '',
    line: at,
    column: frame.colno,
    function: frame.function,
    textAt: (line) => {
      const offset = line - at;
      if (offset === 0) return frame.context_line;
      const lines = offset < 0 ? frame.pre_context : frame.post_context;
      return lines[offset < 0 ? lines.length + offset : offset - 1] ?? null;
    },
  };
}
