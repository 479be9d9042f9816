import colors from 'picocolors';
import type { DemoFix } from './api-schemas.ts';
import type { BugId } from './bugs.ts';
import { isRight, isVerified, type Progress } from './progress.ts';

export type BugResult = {
  readonly id: BugId;
  readonly expectedFile: string;
  readonly expectedLine: number;
  readonly issueId: string | null;
  readonly analysisFile: string | null;
  readonly analysisLine: number | null;
  /** 0 to 1. */
  readonly confidence: number | null;
  readonly fixStatus: DemoFix['status'] | null;
  readonly verdict: 'verified' | 'plausible' | 'refuted' | null;
  /** The analysis names the line that throws, or the one the wrong value comes from. */
  readonly rightPlace: boolean;
};

export type DemoResult = {
  readonly bugs: readonly BugResult[];
  readonly rightPlaces: number;
  readonly verifiedFixes: number;
  /** 0 when at least five issues were analyzed at the right place and three fixes verified, else 1. */
  readonly exitCode: 0 | 1;
};

const RIGHT_PLACES_MIN = 5;
const VERIFIED_FIXES_MIN = 3;

export function resultOf(all: readonly Progress[]): DemoResult {
  const rightPlaces = all.filter(isRight).length;
  const verifiedFixes = all.filter(isVerified).length;
  const enough = rightPlaces >= RIGHT_PLACES_MIN && verifiedFixes >= VERIFIED_FIXES_MIN;
  return { bugs: all.map(bugResult), rightPlaces, verifiedFixes, exitCode: enough ? 0 : 1 };
}

export function renderSummary({ bugs, rightPlaces, verifiedFixes, exitCode }: DemoResult): string[] {
  const rows = bugs.map((bug) => [
    bug.id,
    `${bug.expectedFile}:${bug.expectedLine}`,
    bug.analysisFile ? `${bug.rightPlace ? 'right' : 'elsewhere'} ${bug.confidence?.toFixed(2)}` : '-',
    bug.fixStatus ?? '-',
    bug.verdict ?? '-',
  ]);
  const table = [['bug', 'throws at', 'analysis', 'fix', 'verdict'], ...rows];
  const widths =
    table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const counts = `${rightPlaces} of ${bugs.length} analyzed at the right place, ${verifiedFixes} fixes verified`;
  return [
    colors.bold(lines[0] ?? ''),
    ...lines.slice(1),
    '',
    exitCode === 0 ? colors.green(counts) : colors.red(counts),
  ];
}

function bugResult(progress: Progress): BugResult {
  const { bug, issue, analysis, fix } = progress;
  return {
    id: bug.id,
    expectedFile: bug.file,
    expectedLine: bug.line,
    issueId: issue?.id ?? null,
    analysisFile: analysis?.location?.path ?? null,
    analysisLine: analysis?.location?.line ?? null,
    confidence: analysis?.confidence_score ?? null,
    fixStatus: fix?.status ?? null,
    verdict: fix?.verification?.verdict ?? null,
    rightPlace: isRight(progress),
  };
}
