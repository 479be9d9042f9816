/**
 * Which function the code from a place on belongs to: `names[i]` holds from (`lines[i]`, `columns[i]`) up to the next
 * entry, null is no function. Lines and columns count from 0, places ascend.
 */
export type FunctionTable = {
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  readonly names: readonly (string | null)[];
};

/** A function's code, from its start up to its end. Ranges nest or follow each other. */
export type FunctionRange = {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly name: string | null;
};

/** Flattens nested ranges into places where the innermost function changes. `ranges` are ordered by their start. */
export function tabulateFunctions(ranges: readonly FunctionRange[]): FunctionTable {
  const table = { lines: [] as number[], columns: [] as number[], names: [] as (string | null)[] };
  const open: FunctionRange[] = [];
  const push = (line: number, column: number): void => {
    const name = open.at(-1)?.name ?? null;
    const last = table.lines.length - 1;
    if (table.lines[last] === line && table.columns[last] === column) {
      table.names[last] = name;
      return;
    }
    table.lines.push(line);
    table.columns.push(column);
    table.names.push(name);
  };
  const closeUntil = (line: number, column: number): void => {
    for (
      let inner = open.at(-1);
      inner !== undefined && isAtOrBefore(inner, line, column);
      inner = open.at(-1)
    ) {
      open.pop();
      push(inner.endLine, inner.endColumn);
    }
  };
  for (const range of ranges) {
    closeUntil(range.startLine, range.startColumn);
    open.push(range);
    push(range.startLine, range.startColumn);
  }
  closeUntil(Number.MAX_SAFE_INTEGER, 0);
  return table;
}

function isAtOrBefore(range: FunctionRange, line: number, column: number): boolean {
  return range.endLine < line || (range.endLine === line && range.endColumn <= column);
}
