import { appendFile } from 'node:fs/promises';
import { readEngineUrls } from '@bugsage/backends';
import { readDelivered } from '../../../backends/src/testing/read-delivered.ts';

export type Verdict = {
  readonly acked: number;
  readonly stored: number;
  /** Acknowledged, and neither stored and counted nor a dead letter. */
  readonly lost: number;
  /** More rows than one, or counted by an issue more than once. */
  readonly dup: number;
  /** Stored although nobody sent it. */
  readonly phantom: number;
  readonly dlq: number;
};

/** Compares what was promised with what the engines hold, and prints the line people compare. */
export async function checkDelivery(options: {
  name: string;
  dataDirectory: string;
  acked: readonly string[];
  sent: ReadonlySet<string>;
}): Promise<Verdict> {
  const engines = await readEngineUrls(options.dataDirectory);
  if (engines === null) throw new Error(`No engines run in ${options.dataDirectory}.`);
  const { rows, counted, countedByIssues, deadLetters } = await readDelivered(engines);
  const isKept = (id: string): boolean => (rows.has(id) && counted.has(id)) || deadLetters.has(id);
  const repeatedRows = [...rows.values()].filter((count) => count > 1).length;
  const verdict = {
    acked: options.acked.length,
    stored: counted.size,
    lost: options.acked.filter((id) => !isKept(id)).length,
    dup: repeatedRows + Math.abs(countedByIssues - counted.size),
    phantom: [...new Set([...rows.keys(), ...counted])].filter((id) => !options.sent.has(id)).length,
    dlq: deadLetters.size,
  };
  const numbers = Object.entries(verdict).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${options.name}: ${numbers.join(' / ')}\n`);
  // For the command that keeps the results of a full run.
  const file = process.env['BUGSAGE_FAULTS_VERDICTS'];
  if (file !== undefined) await appendFile(file, `${JSON.stringify({ name: options.name, ...verdict })}\n`);
  return verdict;
}
