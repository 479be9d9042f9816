import type { ClusteringResult, MutationResult } from './benchmark.ts';

/** The table of docs; a test compares them with the result file. */
export function mutationTable(models: readonly string[], result: MutationResult): string {
  const rows = result.classes.map(({ id, name, expected, pairs, accuracy }) => [
    `${id} ${name}`,
    expected,
    String(pairs),
    ...accuracy.map(figure),
  ]);
  const { macro } = result;
  return table(
    ['class', 'expected', 'pairs', ...models],
    [
      ...rows,
      ['mean of classes that belong together', '', '', ...macro.map(({ same }) => figure(same))],
      ['mean of classes that do not', '', '', ...macro.map(({ different }) => figure(different))],
      ['**harmonic mean of both**', '', '', ...macro.map(({ harmonic }) => `**${figure(harmonic)}**`)],
    ],
    2,
  );
}

export function bugTraceTable(models: readonly string[], { scores }: ClusteringResult): string {
  const rows = models.map((name, index) => {
    const { precision, recall, f1, adjustedRand, bCubed, groups } = scores[index] ?? missing(name);
    return [name, ...[precision, recall, f1, adjustedRand, bCubed].map(figure), String(groups)];
  });
  return table(['key', 'precision', 'recall', 'F1', 'ARI', 'B³', 'groups'], rows, 1);
}

function missing(name: string): never {
  throw new Error(`The result has no scores of ${name}.`);
}

function figure(value: number): string {
  return value.toFixed(3).replace(/^0/, '');
}

function table(head: readonly string[], rows: readonly (readonly string[])[], textColumns: number): string {
  return [
    `| ${head.join(' | ')} |`,
    `|${head.map((_, index) => (index < textColumns ? ' --- ' : ' --: ')).join('|')}|`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');
}
