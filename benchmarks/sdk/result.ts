import type { Cost, Gate } from './cost/gates.ts';

/** `benchmarks/results/sdk.json`: which SDK passes which check, in the order of the checks, and what ours costs. */
export type SdkResult = {
  readonly date: string;
  readonly command: string;
  readonly chromium: string;
  readonly node: string;
  /** One-minute load average when it began and when it ended: on 2 cores, above 2 others were working too. */
  readonly loadAverages: readonly [number, number];
  readonly cost: Cost;
  readonly gates: readonly Gate[];
  readonly contestants: readonly {
    readonly name: string;
    /** One bundle with the SDK's start alone, minified; gzip level 9. */
    readonly gzipBytes: number;
    readonly checks: readonly { readonly check: string; readonly passed: boolean }[];
  }[];
};

/** The table of the docs; a test compares it with the result file. */
export function behaviourTable({ contestants }: SdkResult): string {
  const names = contestants.map(({ name }) => name);
  const checks = contestants[0]?.checks.map(({ check }) => check) ?? [];
  const rows = checks.map((check, position) => [
    check,
    ...contestants.map((one) => (one.checks[position]?.passed ? 'yes' : '**no**')),
  ]);
  const passed = contestants.map((one) => one.checks.filter((check) => check.passed).length);
  return [
    ['', ...names],
    ['---', ...names.map(() => '---')],
    ...rows,
    ['**passed**', ...passed.map((count) => `**${count} of ${checks.length}**`)],
    [
      'script of the page, gzip',
      ...contestants.map(({ gzipBytes }) => `${(gzipBytes / 1000).toFixed(1)} kB`),
    ],
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
