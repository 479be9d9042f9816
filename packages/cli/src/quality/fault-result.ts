/** What one fault did to the events of its load. */
export type FaultVerdict = {
  readonly name: string;
  readonly acked: number;
  readonly stored: number;
  readonly lost: number;
  readonly dup: number;
  readonly phantom: number;
  readonly dlq: number;
};

/** `benchmarks/results/faults.json`: the newest full run. */
export type FaultResult = {
  readonly date: string;
  readonly command: string;
  readonly node: string;
  readonly machine: string;
  readonly passed: boolean;
  readonly minutes: number;
  readonly verdicts: readonly FaultVerdict[];
};
