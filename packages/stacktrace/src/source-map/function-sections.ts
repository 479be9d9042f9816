import type { CompiledSection, Numbers } from './compiled-layout.ts';
import type { FunctionTable } from './function-table.ts';
import { writeTextTable, type TextSection } from './text-table.ts';

export type FunctionSections = Pick<
  Record<CompiledSection, Numbers | TextSection>,
  | 'functionStarts'
  | 'functionLines'
  | 'functionColumns'
  | 'functionNames'
  | 'bundleLines'
  | 'bundleColumns'
  | 'bundleNames'
  | 'functionNameEnds'
  | 'functionNameText'
>;

/** Functions of original files (by source) and of the generated one, with one table of names for both. */
export function writeFunctionSections(
  tables: readonly (FunctionTable | null)[],
  bundle: FunctionTable | null,
): FunctionSections {
  const names = new Map<string, number>();
  const numberOf = (name: string | null): number => {
    if (name === null) return 0;
    const known = names.get(name) ?? names.size + 1;
    names.set(name, known);
    return known;
  };
  const starts = new Uint32Array(tables.length + 1);
  let size = 0;
  for (const [index, table] of tables.entries()) {
    size += table?.lines.length ?? 0;
    starts[index + 1] = size;
  }
  const lines = new Uint32Array(size);
  const columns = new Uint32Array(size);
  const functionNames = new Uint32Array(size);
  for (const [index, table] of tables.entries()) {
    if (table === null) continue;
    const start = starts[index] ?? 0;
    lines.set(table.lines, start);
    columns.set(table.columns, start);
    functionNames.set(table.names.map(numberOf), start);
  }
  const bundleNames = Uint32Array.from(bundle?.names ?? [], numberOf);
  const text = writeTextTable([...names.keys()]);
  return {
    functionStarts: starts,
    functionLines: lines,
    functionColumns: columns,
    functionNames,
    bundleLines: Uint32Array.from(bundle?.lines ?? []),
    bundleColumns: Uint32Array.from(bundle?.columns ?? []),
    bundleNames,
    functionNameEnds: text.ends,
    functionNameText: text.text,
  };
}
