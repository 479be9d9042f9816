/** What reads and storing cost at one size. Times are medians. */
export type GrowthRow = {
  readonly events: number;
  readonly issues: number;
  /** The whole data directory. */
  readonly diskMiB: number;
  /** All processes, from the request to the stored row. */
  readonly ingestCpuMicroseconds: number;
  readonly issueListMs: number;
  readonly issuePageMs: number;
  readonly eventPageMs: number;
  readonly eventListMs: number;
};

/** `benchmarks/results/growth.json`. */
export type GrowthResult = {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  readonly sizes: readonly GrowthRow[];
};

/** The table of docs/growth.md; a test compares it with the result file. Ratios are to the smallest size. */
export function growthTable(result: GrowthResult): string {
  const [smallest] = result.sizes;
  if (smallest === undefined) return '';
  const head = [
    'stored events',
    'issues',
    'disk',
    'ingest, CPU per event',
    'issue list',
    'issue',
    'newest event',
    'event list',
  ];
  const rows = result.sizes.map((row) => {
    const milliseconds = (name: 'issueListMs' | 'issuePageMs' | 'eventPageMs' | 'eventListMs'): string =>
      `${row[name].toFixed(0)} ms (${(row[name] / smallest[name]).toFixed(1)} ×)`;
    return [
      row.events.toLocaleString('en-US'),
      row.issues.toLocaleString('en-US'),
      `${row.diskMiB.toLocaleString('en-US')} MiB`,
      `${row.ingestCpuMicroseconds.toFixed(0)} µs (${(row.ingestCpuMicroseconds / smallest.ingestCpuMicroseconds).toFixed(1)} ×)`,
      milliseconds('issueListMs'),
      milliseconds('issuePageMs'),
      milliseconds('eventPageMs'),
      milliseconds('eventListMs'),
    ];
  });
  return [head, head.map(() => '--:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
