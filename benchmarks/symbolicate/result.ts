/** Milliseconds or microseconds of CPU, ours and the other's in the same round; ratios are ours to theirs. */
export type PairedFigure = { readonly ours: number; readonly theirs: number; readonly ratio: number };

/** `benchmarks/results/symbolicate.json`: medians over rounds; ratios are formed within each round first. */
export type SymbolicateResult = {
  readonly date: string;
  readonly command: string;
  readonly node: string;
  readonly machine: string;
  readonly rounds: number;
  readonly compilerMapBytes: number;
  readonly compiledBytes: number;
  readonly applicationSources: number;
  /** JSON bytes to an opened map that has answered one question, in milliseconds. */
  readonly decodeMs: PairedFigure;
  /** Held by a process for one opened map after garbage collection, in bytes. */
  readonly memoryBytes: PairedFigure;
  /** 50 frames of a minified application; ours with context lines and functions, theirs places only. */
  readonly stackMicroseconds: PairedFigure;
  /** Key of an event with 50 frames, against `JSON.parse` of the same event. */
  readonly fingerprintMicroseconds: PairedFigure;
};

const BYTES_PER_MB = 1_000_000;

/** The table of docs; a test compares them with the result file. */
export function symbolicateTable(result: SymbolicateResult): string {
  const { decodeMs, memoryBytes, stackMicroseconds, fingerprintMicroseconds } = result;
  const megabytes = (bytes: number): string => `${(bytes / BYTES_PER_MB).toFixed(1)} MB`;
  const rows = [
    [
      `decode a map of ${megabytes(result.compilerMapBytes)}`,
      `${decodeMs.ours.toFixed(0)} ms`,
      `source-map: ${decodeMs.theirs.toFixed(0)} ms`,
      decodeMs.ratio,
    ],
    [
      'memory of that map, opened',
      megabytes(memoryBytes.ours),
      `source-map: ${megabytes(memoryBytes.theirs)}`,
      memoryBytes.ratio,
    ],
    [
      '50 minified frames, warm, with functions and context',
      `${stackMicroseconds.ours.toFixed(0)} µs`,
      `source-map, places only: ${stackMicroseconds.theirs.toFixed(0)} µs`,
      stackMicroseconds.ratio,
    ],
    [
      'fingerprint of an event with 50 frames',
      `${fingerprintMicroseconds.ours.toFixed(1)} µs`,
      `JSON.parse of the event: ${fingerprintMicroseconds.theirs.toFixed(1)} µs`,
      fingerprintMicroseconds.ratio,
    ],
  ] as const;
  return [
    '| CPU | ours | in the same run | ratio |',
    '| --- | --: | --: | --: |',
    ...rows.map(([what, ours, theirs, ratio]) => `| ${what} | ${ours} | ${theirs} | ${ratio.toFixed(2)} |`),
  ].join('\n');
}
