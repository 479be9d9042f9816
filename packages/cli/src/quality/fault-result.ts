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

/** The lines of the run as docs/durability.md shows them; a test compares. */
export function faultLines(result: FaultResult): string {
  return result.verdicts
    .map(({ name, ...numbers }) => {
      const counts = Object.entries(numbers).map(([word, count]) => `${word} ${count}`);
      return `${name}: ${counts.join(' / ')}`;
    })
    .join('\n');
}
