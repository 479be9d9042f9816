import { tabulateFunctions, type FunctionRange, type FunctionTable } from './function-table.ts';
import { signed, unsignedNumbers } from './vlq.ts';

/** Items of the scopes proposal for ECMA-426 (stage 3) that tell where functions of original files are. */
const ORIGINAL_SCOPE_START = 1;
const ORIGINAL_SCOPE_END = 2;
const HAS_NAME = 1;
const IS_STACK_FRAME = 4;

type OpenScope = {
  readonly line: number;
  readonly column: number;
  readonly name: string | null;
  readonly isFunction: boolean;
};

/**
 * Functions of every source from a map's `scopes`, in the order of the sources; null where the field says nothing.
 * Variables, generated ranges and bindings are passed over. A damaged field gives what was read before the damage.
 */
export function functionsOfScopes(
  scopes: string,
  names: readonly string[],
): readonly (FunctionTable | null)[] {
  const tables: (FunctionTable | null)[] = [];
  let open: OpenScope[] = [];
  let ranges: FunctionRange[] = [];
  const place = { line: 0, column: 0 };
  let nameIndex = 0;
  for (const item of scopes.split(',')) {
    const numbers = unsignedNumbers(item);
    if (numbers === null) break;
    const [tag, ...fields] = numbers;
    if (tag === 0 && fields.length === 0) tables.push(null);
    else if (tag === ORIGINAL_SCOPE_START) {
      const [flags = 0, line = 0, column = 0] = fields;
      advance(place, line, column);
      if ((flags & HAS_NAME) !== 0) nameIndex += signed(fields[3] ?? 0);
      const name = (flags & HAS_NAME) !== 0 ? (names[nameIndex] ?? null) : null;
      open.push({ ...place, name, isFunction: (flags & IS_STACK_FRAME) !== 0 });
    } else if (tag === ORIGINAL_SCOPE_END) {
      const [line = 0, column = 0] = fields;
      advance(place, line, column);
      const scope = open.pop();
      if (scope === undefined) break;
      if (scope.isFunction) {
        ranges.push({
          startLine: scope.line,
          startColumn: scope.column,
          endLine: place.line,
          endColumn: place.column,
          name: scope.name,
        });
      }
      if (open.length > 0) continue;
      tables.push(tabulateFunctions(ranges.toSorted(byStart)));
      open = [];
      ranges = [];
      place.line = 0;
      place.column = 0;
    }
  }
  return tables;
}

/** Lines are relative; columns too, as long as the line is the same. */
function advance(place: { line: number; column: number }, line: number, column: number): void {
  place.column = line === 0 ? place.column + column : column;
  place.line += line;
}

/** Outer ranges come before the ones they hold. */
function byStart(a: FunctionRange, b: FunctionRange): number {
  return (
    a.startLine - b.startLine ||
    a.startColumn - b.startColumn ||
    b.endLine - a.endLine ||
    b.endColumn - a.endColumn
  );
}
