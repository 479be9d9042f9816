import { markdownTable } from '../markdown-table.ts';
import { READS } from './reads.ts';

export type ReadTimes = { readonly name: string; readonly p50Ms: number; readonly p95Ms: number };

/** What reads and storing cost at one size. */
export type GrowthRow = {
  readonly events: number;
  readonly issues: number;
  /** The whole data directory. */
  readonly diskMiB: number;
  /** All processes, from the request to the stored row. */
  readonly ingestCpuMicroseconds: number;
  readonly reads: readonly ReadTimes[];
};

/** `benchmarks/results/growth.json`. */
export type GrowthResult = {
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  /** Of the last minute, when it began and when it ended. */
  readonly loadAverages: readonly [number, number];
  readonly minutes: number;
  readonly sizes: readonly GrowthRow[];
};

/** Medians, and their ratios to the smallest size. */
export function growthTable({ sizes }: GrowthResult): string {
  const [smallest] = sizes;
  if (smallest === undefined) return '';
  const head = ['', ...sizes.map((row) => `${thousands(row.events)} events`)];
  const ratio = (value: number, first: number): string => `(${(value / first).toFixed(1)} ×)`;
  const ingest = sizes.map(
    ({ ingestCpuMicroseconds: cpu }) => `${cpu.toFixed(0)} µs ${ratio(cpu, smallest.ingestCpuMicroseconds)}`,
  );
  const reads = smallest.reads.map(({ name, p50Ms }) => [
    name,
    ...sizes.map((row) => {
      const times = row.reads.find((one) => one.name === name);
      return times === undefined ? '' : `${times.p50Ms.toFixed(0)} ms ${ratio(times.p50Ms, p50Ms)}`;
    }),
  ]);
  return markdownTable(head, [
    ['issues', ...sizes.map((row) => thousands(row.issues))],
    ['disk', ...sizes.map((row) => `${thousands(row.diskMiB)} MiB`)],
    ['ingest with engines, CPU per event', ...ingest],
    ...reads,
  ]);
}

/** The largest size against what is wanted there. */
export function growthGateTable({ sizes }: GrowthResult): string {
  const largest = sizes.at(-1);
  if (largest === undefined) return '';
  const rows = READS.flatMap(({ name, wantedMs }) => {
    const times = largest.reads.find((one) => one.name === name);
    if (times === undefined) return [];
    const verdict = times.p95Ms <= wantedMs ? 'reached' : '**not reached**';
    return [
      [name, `${times.p50Ms.toFixed(0)} ms`, `${times.p95Ms.toFixed(0)} ms`, `${wantedMs} ms`, verdict],
    ];
  });
  const size = `${thousands(largest.events)} events, ${thousands(largest.issues)} issues`;
  return markdownTable([size, 'p50', 'p95', 'p95 wanted, at most', ''], rows);
}

export function growthConditions(result: GrowthResult): string {
  const [before, after] = result.loadAverages.map((load) => load.toFixed(0));
  return `${result.date.slice(0, 10)}, ${result.machine}, ${result.minutes.toFixed(0)} minutes; load average ${before} when it began and ${after} when it ended (the benchmark alone makes about 2).`;
}

function thousands(number: number): string {
  return number.toLocaleString('en-US');
}
