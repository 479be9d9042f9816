import type { FunctionTable } from './function-table.ts';
import { signed, unsignedNumbers } from './vlq.ts';

/**
 * Functions of a source from Metro's `x_facebook_sources` (React Native): its entry is a list whose first member holds
 * `names`, and `mappings` whose segments are column, name and line, each relative. Null when there is none.
 */
export function functionsOfMetro(entry: unknown): FunctionTable | null {
  const [map] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
  if (typeof map !== 'object' || map === null) return null;
  const { names, mappings } = map as { readonly names?: unknown; readonly mappings?: unknown };
  if (!Array.isArray(names) || typeof mappings !== 'string') return null;
  const table = { lines: [] as number[], columns: [] as number[], names: [] as (string | null)[] };
  let [name, line] = [0, 0];
  for (const group of mappings.split(';')) {
    let column = 0;
    for (const segment of group === '' ? [] : group.split(',')) {
      const numbers = unsignedNumbers(segment);
      if (numbers === null) return null;
      column += signed(numbers[0] ?? 0);
      name += signed(numbers[1] ?? 0);
      line += signed(numbers[2] ?? 0);
      table.lines.push(line);
      table.columns.push(column);
      table.names.push(nameOf(names[name]));
    }
  }
  return table;
}

function nameOf(name: unknown): string | null {
  return typeof name !== 'string' || name === '<global>' || name === '<anonymous>' ? null : name;
}
