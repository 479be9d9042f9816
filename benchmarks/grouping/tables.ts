import type { ClusteringResult, FurtherKeysResult, MutationResult } from './benchmark.ts';

/** The table of docs; a test compares them with the result file. */
export function mutationTable(models: readonly string[], result: MutationResult): string {
  const rows = result.classes.map(({ id, name, expected, isInformational, pairs, accuracy }) => [
    `${id} ${name}`,
    isInformational ? `${expected}?` : expected,
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
      [
        'harmonic mean without classes marked `?`',
        '',
        '',
        ...result.macroDecided.map(({ harmonic }) => figure(harmonic)),
      ],
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

/** Our key, and what one more would win and cost: a class is beside the one it excludes. */
export function furtherKeysTable({ models, classes, macro, bugTraces }: FurtherKeysResult): string {
  const rows = classes.map(({ id, name, expected, pairs, accuracy }) => [
    `${id} ${name}`,
    expected,
    String(pairs),
    ...accuracy.map(figure),
  ]);
  const ofTraces = (name: string, figures: readonly number[]): string[] => [
    name,
    '',
    '',
    ...figures.map(figure),
  ];
  return table(
    ['', 'expected', 'pairs', ...models],
    [
      ...rows,
      ofTraces(
        'harmonic mean over all classes',
        macro.map(({ harmonic }) => harmonic),
      ),
      ...(bugTraces === null
        ? []
        : [
            ofTraces(
              'precision on traces of real bugs',
              bugTraces.map(({ precision }) => precision),
            ),
            ofTraces(
              'F1 on traces of real bugs',
              bugTraces.map(({ f1 }) => f1),
            ),
          ]),
    ],
    2,
  );
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
