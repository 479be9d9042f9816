import type { Numbers } from './compiled-layout.ts';

/** Index of the last entry of `values[from, to)` that is at most `wanted`; `from - 1` when none is. Values ascend. */
export function lastAtMost(
  values: Numbers | readonly number[],
  wanted: number,
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

type Places = { readonly lines: Numbers | readonly number[]; readonly columns: Numbers | readonly number[] };

/** Index of the last place of `[from, to)` at or before line and column; `from - 1` when none is. Places ascend. */
export function lastPlaceAtMost(
  { lines, columns }: Places,
  { line, column }: { readonly line: number; readonly column: number },
  from: number,
  to: number,
): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const at = lines[middle] ?? 0;
    if (at < line || (at === line && (columns[middle] ?? 0) <= column)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
