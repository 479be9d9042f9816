/** One contestant in one round. */
export type Measured = {
  readonly name: string;
  /** Of the contestant's own process. */
  readonly cpuMicroseconds: number;
  /** Of that, on the thread it began with; of several processes, on all of these. */
  readonly mainThreadCpuMicroseconds: number;
  /** Of the load generator per event; null where nothing is sent. */
  readonly loadCpuMicroseconds: number | null;
  /** Of its process and the engines it started. */
  readonly treeCpuMicroseconds: number;
  /** Events per second: acknowledged, or for the writer stored. */
  readonly eventsPerSecond: number;
  /** Until everything was stored too. */
  readonly storedPerSecond: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
  readonly residentMB: number;
};

export const CONTESTANTS = {
  bare: 'bare uWebSockets.js',
  parse: 'bare uWebSockets.js + JSON.parse',
  receive: 'receive: durable acknowledgement',
  writer: 'writer: journal to stored, batches of 1,000',
  whole: 'whole collector: acknowledged and stored',
} as const;

/** The same work on more cores, beside what it is compared with. */
export const CORES = {
  processes: { name: 'receive: two processes', base: CONTESTANTS.receive },
  threads: { name: 'receive: two threads on one port', base: CONTESTANTS.receive },
  oneWorker: { name: 'writer: heavy stages in one worker thread', base: CONTESTANTS.writer },
  twoWorkers: { name: 'writer: heavy stages in two worker threads', base: CONTESTANTS.writer },
} as const;

export type CoresRow = Measured & {
  /** Of CPU per event, to the one-threaded counterpart in the same round. */
  readonly cpuRatio: number;
  /** Of events per second. */
  readonly rateRatio: number;
};

/** A figure that was asked for. */
export type Gate = {
  readonly figure: string;
  readonly unit: string;
  readonly wanted: number;
  readonly measured: number;
};

/** `benchmarks/results/ingest.json`: medians over the rounds; ratios are formed within each round first. */
export type IngestResult = {
  readonly date: string;
  readonly command: string;
  readonly node: string;
  readonly machine: string;
  /** One-minute load average when it began and when it ended: on 2 cores, above 2 others were working too. */
  readonly loadAverages: readonly [number, number];
  readonly rounds: number;
  readonly eventsPerRound: number;
  readonly connections: number;
  readonly contestants: readonly (Measured & {
    readonly bareRatio: number;
    readonly parseRatio: number;
  })[];
  /** Absent in a result from before it was measured. */
  readonly cores?: {
    readonly date: string;
    readonly rounds: number;
    readonly eventsPerRound: number;
    readonly loadAverages: readonly [number, number];
    readonly rows: readonly CoresRow[];
  };
  /** Memory of collector, ClickHouse and Postgres together. */
  readonly treeMB: { readonly idle: number; readonly underLoad: number };
  readonly halfLoad: { readonly eventsPerSecond: number; readonly p50Ms: number; readonly p99Ms: number };
  readonly gates: readonly Gate[];
};

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export function isReached({ measured, wanted }: Gate): boolean {
  return measured <= wanted;
}
