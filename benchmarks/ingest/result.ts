/** One contestant in one round. */
export type Measured = {
  readonly cpuMicrosecondsPerEvent: number;
  readonly acceptedPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly residentMiB: number;
};

/** `benchmarks/results/ingest.json`: medians over the rounds; ratios are formed within each round first. */
export type IngestResult = {
  readonly date: string;
  readonly command: string;
  readonly node: string;
  readonly machine: string;
  readonly rounds: number;
  readonly eventsPerRound: number;
  readonly connections: number;
  readonly contestants: readonly (Measured & {
    readonly name: string;
    readonly cpuRatio: number;
    readonly acceptedRatio: number;
  })[];
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** The table of the README and docs; a test compares them with the result file. */
export function ingestTable(result: IngestResult): string {
  const rows = result.contestants.map((one) =>
    [
      one.name,
      `${one.cpuMicrosecondsPerEvent.toFixed(0)} µs`,
      `${one.cpuRatio.toFixed(1)} ×`,
      Math.round(one.acceptedPerSecond).toLocaleString('en-US'),
      `${one.p50Ms.toFixed(1)} / ${one.p99Ms.toFixed(1)} ms`,
      `${Math.round(one.residentMiB)} MiB`,
    ].join(' | '),
  );
  const head = ['server', 'CPU per event', 'CPU against bare', 'accepted events/s', 'p50 / p99', 'memory'];
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, index) => (index === 0 ? ' --- ' : ' --: ')).join('|')}|`,
    ...rows.map((row) => `| ${row} |`),
  ].join('\n');
}
