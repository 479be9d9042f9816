import { SOURCE_MAP_LIMITS } from './limits.ts';

/** The line of a frame with its neighbours, as people read them. */
export type SourceContext = {
  readonly pre: readonly string[];
  readonly line: string;
  readonly post: readonly string[];
};

/** Offsets at which the lines of UTF-8 text start. */
export function lineOffsets(text: Buffer): Uint32Array {
  let count = 1;
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) count += 1;
  const offsets = new Uint32Array(count);
  let line = 1;
  for (let at = text.indexOf(10); at >= 0; at = text.indexOf(10, at + 1)) {
    offsets[line] = at + 1;
    line += 1;
  }
  return offsets;
}

/** The context of a line (from 0); null when the text has no such line. `column` (from 0) is shown where lines are cut. */
export function contextLines(
  text: Buffer,
  offsets: Uint32Array,
  { line, column }: { readonly line: number; readonly column: number },
): SourceContext | null {
  if (line >= offsets.length) return null;
  const { contextLinesMax } = SOURCE_MAP_LIMITS;
  const first = Math.max(0, line - contextLinesMax);
  const after = Math.min(offsets.length, line + contextLinesMax + 1);
  const end = after < offsets.length ? (offsets[after] ?? 0) - 1 : text.length;
  const start = offsets[first] ?? 0;
  if (end - start > BYTES_READ_MAX) return longLines({ text, offsets, first, after, line, column });
  const lines = text
    .toString('utf8', start, end)
    .split('\n')
    .map((one, index) => cutLine(one, index + first === line ? column : 0));
  const at = line - first;
  return { pre: lines.slice(0, at), line: lines[at] ?? '', post: lines.slice(at + 1) };
}

/** More text than this around a line is generated code; each of its lines is read apart, and only in part. */
const BYTES_READ_MAX = 16 * 1024;

function longLines(place: {
  readonly text: Buffer;
  readonly offsets: Uint32Array;
  readonly first: number;
  readonly after: number;
  readonly line: number;
  readonly column: number;
}): SourceContext {
  const { text, offsets, first, after, line, column } = place;
  const read = (index: number): string => {
    const start = offsets[index] ?? 0;
    const end = index + 1 < offsets.length ? (offsets[index + 1] ?? 0) - 1 : text.length;
    if (index !== line)
      return cutLine(text.toString('utf8', start, Math.min(end, start + BYTES_READ_MAX)), 0);
    // Columns count UTF-16 units, text has at least one byte each: the window lies between here and the line's end.
    const whole = text.toString('utf8', start, Math.min(end, start + 3 * (column + BYTES_READ_MAX)));
    return cutLine(whole, column);
  };
  const lines = Array.from({ length: after - first }, (_, index) => read(first + index));
  const at = line - first;
  return { pre: lines.slice(0, at), line: lines[at] ?? '', post: lines.slice(at + 1) };
}

const SNIP = '{snip}';

function cutLine(text: string, column: number): string {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  const { contextLineLengthMax: lengthMax } = SOURCE_MAP_LIMITS;
  if (line.length <= lengthMax) return line;
  const start = Math.max(0, Math.min(column - lengthMax / 2, line.length - lengthMax));
  const end = start + lengthMax;
  const window = line.slice(start, end).toWellFormed();
  return `${start > 0 ? `${SNIP} ` : ''}${window}${end < line.length ? ` ${SNIP}` : ''}`;
}
