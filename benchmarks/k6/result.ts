import { markdownTable } from '../markdown-table.ts';
import type { ProfileName } from './profiles.ts';

export type ProfileResult = {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  /** Of the last minute, when it began and when it ended. */
  readonly loadAverages: readonly [number, number];
  /** Every event acknowledged or told when to come back, what was acknowledged stored, and k6 kept its rate. */
  readonly passed: boolean;
  readonly sent: number;
  /** Iterations that k6 could not start for want of a free user. */
  readonly notStarted: number;
  readonly acknowledged: number;
  readonly refusedWithRetryAfter: number;
  readonly stored: number;
  /** Milliseconds from request to answer: `med`, `p(95)`, `p(99)`, `max`. */
  readonly acknowledgementMs: Readonly<Record<string, number>>;
};

/** `benchmarks/results/k6.json`. */
export type K6Result = { readonly [Name in ProfileName]?: ProfileResult };

export function k6Table(result: K6Result): string {
  const rows = Object.entries(result).map(([name, one]) => {
    const ms = (key: string): string => (one.acknowledgementMs[key] ?? Number.NaN).toFixed(0);
    return [
      `\`${name}\``,
      count(one.sent),
      count(one.acknowledged),
      count(one.stored),
      count(one.refusedWithRetryAfter),
      count(one.notStarted),
      `${ms('med')} / ${ms('p(95)')} / ${ms('p(99)')} ms`,
      one.passed ? 'passed' : '**not passed**',
      `${one.date.slice(0, 10)}, load ${one.loadAverages.map((load) => load.toFixed(0)).join(' to ')}`,
    ];
  });
  const head = [
    'profile',
    'sent',
    'acknowledged',
    'stored',
    'told when to come back',
    'not started by k6',
    'answer p50 / p95 / p99',
    '',
    'when',
  ];
  return markdownTable(head, rows);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}
