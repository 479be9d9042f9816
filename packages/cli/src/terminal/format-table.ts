import { safeLine } from './safe-text.ts';

/** A cell longer than this hides its neighbours. */
const CELL_CHARACTERS_MAX = 80;

type Cell = string | number | null | undefined;

/** Rows under their heads, in columns as wide as they need; what is too long is cut. */
export function formatTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [heads, ...rows.map((row) => row.map(cell))];
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cell(value: Cell): string {
  const text = safeLine(value === null || value === undefined || value === '' ? '-' : String(value));
  return text.length > CELL_CHARACTERS_MAX ? `${text.slice(0, CELL_CHARACTERS_MAX - 1)}…` : text;
}
