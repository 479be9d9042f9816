import { SOURCE_MAP_LIMITS } from './limits.ts';
import { MapFault } from './map-error.ts';
import { tooLarge } from './read-map.ts';
import { digitOf } from './vlq.ts';

/** Segments of all sections in the order of the generated file, one entry per segment in every column. */
export type Segments = {
  /** Index of the first segment of every generated line, and the count of all at the end. */
  readonly lineStarts: Uint32Array;
  readonly generatedColumns: Uint32Array;
  /** Source index plus one; 0 ends the segment before it: code without a source. */
  readonly sources: Uint32Array;
  readonly originalLines: Uint32Array;
  readonly originalColumns: Uint32Array;
  /** Name index plus one; 0 is none. */
  readonly names: Uint32Array;
};

/** How many generated lines and segments a mappings text can hold at most; one cheap pass, so that arrays fit. */
export function countMappings(mappings: string): { readonly lines: number; readonly segments: number } {
  let lines = 1;
  let segments = 0;
  let previous = SEMICOLON;
  for (let at = 0; at < mappings.length; at += 1) {
    const code = mappings.charCodeAt(at);
    if (code === SEMICOLON) lines += 1;
    else if (code !== COMMA && (previous === SEMICOLON || previous === COMMA)) segments += 1;
    previous = code;
  }
  return { lines, segments };
}

/** Decodes `mappings` into columns that grow as sections are added; every value is checked after ECMA-426. */
export class MappingsDecoder {
  readonly #columns: readonly [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
  readonly #lineStarts: Uint32Array;
  #count = 0;
  #line = 0;

  /** `bounds` are sums of {@link countMappings} over all sections. */
  constructor(bounds: { readonly lines: number; readonly segments: number }) {
    const { segmentsMax, generatedLinesMax } = SOURCE_MAP_LIMITS;
    if (bounds.segments > segmentsMax) throw tooLarge('segments', bounds.segments, segmentsMax);
    if (bounds.lines > generatedLinesMax) throw tooLarge('generated lines', bounds.lines, generatedLinesMax);
    const column = (): Uint32Array => new Uint32Array(bounds.segments);
    this.#columns = [column(), column(), column(), column(), column()];
    this.#lineStarts = new Uint32Array(bounds.lines + 1);
  }

  /**
   * Adds the mappings of one section. `offset` is where it starts, `end` where the next one does (its segments from
   * there on are hidden), `bases` how many sources and names the sections before it have, `counts` how many it has.
   */
  add(mappings: string, section: SectionPlace): void {
    const [generated, sources, lines, columns, names] = this.#columns;
    const { offset, end, bases, counts } = section;
    const state = { source: 0, line: 0, column: 0, name: 0 };
    const fields = new Float64Array(5);
    let generatedLine = offset.line;
    let generatedColumn = 0;
    let isSorted = true;
    let previous = -1;
    this.#advanceTo(generatedLine);
    let lineStart = this.#count;
    let at = 0;
    while (at < mappings.length) {
      const code = mappings.charCodeAt(at);
      if (code === SEMICOLON) {
        if (!isSorted) this.#sortFrom(lineStart);
        generatedLine += 1;
        if (end === null || generatedLine <= end.line) this.#advanceTo(generatedLine);
        lineStart = this.#count;
        generatedColumn = 0;
        previous = -1;
        isSorted = true;
        at += 1;
        continue;
      }
      const read = readSegment(mappings, at, fields);
      at = afterComma(mappings, read.at);
      generatedColumn = inRange(generatedColumn + (fields[0] ?? 0), 'generated column');
      if (read.count > 1) {
        state.source = inRange(state.source + (fields[1] ?? 0), 'source index', counts.sources);
        state.line = inRange(state.line + (fields[2] ?? 0), 'original line');
        state.column = inRange(state.column + (fields[3] ?? 0), 'original column');
      }
      if (read.count === 5) state.name = inRange(state.name + (fields[4] ?? 0), 'name index', counts.names);
      const column = generatedLine === offset.line ? generatedColumn + offset.column : generatedColumn;
      if (end !== null && (generatedLine > end.line || (generatedLine === end.line && column >= end.column)))
        continue;
      if (column < previous) isSorted = false;
      previous = column;
      const index = this.#count;
      generated[index] = column;
      if (read.count > 1) {
        sources[index] = state.source + bases.sources + 1;
        lines[index] = state.line;
        columns[index] = state.column;
      }
      if (read.count === 5) names[index] = state.name + bases.names + 1;
      this.#count += 1;
    }
    if (!isSorted) this.#sortFrom(lineStart);
  }

  finish(): Segments {
    this.#advanceTo(this.#line + 1);
    const [generatedColumns, sources, originalLines, originalColumns, names] = this.#columns.map((column) =>
      column.subarray(0, this.#count),
    ) as [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];
    const lineStarts = this.#lineStarts.subarray(0, this.#line + 1);
    return { lineStarts, generatedColumns, sources, originalLines, originalColumns, names };
  }

  /** Lines up to and with `line` start at the segment that comes next. */
  #advanceTo(line: number): void {
    if (line >= this.#lineStarts.length)
      throw tooLarge('generated lines', line, SOURCE_MAP_LIMITS.generatedLinesMax);
    while (this.#line < line) {
      this.#line += 1;
      this.#lineStarts[this.#line] = this.#count;
    }
  }

  /** Segments of a line may come in any order; equal columns keep theirs. */
  #sortFrom(start: number): void {
    const [generated] = this.#columns;
    const order = Uint32Array.from({ length: this.#count - start }, (_, index) => start + index);
    order.sort((a, b) => (generated[a] ?? 0) - (generated[b] ?? 0) || a - b);
    for (const column of this.#columns)
      column.set(
        Uint32Array.from(order, (index) => column[index] ?? 0),
        start,
      );
  }
}

type Place = { readonly line: number; readonly column: number };
export type SectionPlace = {
  readonly offset: Place;
  readonly end: Place | null;
  readonly bases: { readonly sources: number; readonly names: number };
  readonly counts: { readonly sources: number; readonly names: number };
};

const COMMA = 44;
const SEMICOLON = 59;
const INT_MAX = 0x7f_ff_ff_ff;

function inRange(value: number, name: string, count = INT_MAX + 1): number {
  if (value < 0 || value >= count)
    throw new MapFault(`A mapping has the ${name} ${value}, outside of 0 to ${count - 1}.`);
  return value;
}

/** A comma stands between segments: after it comes another one. */
function afterComma(text: string, at: number): number {
  if (text.charCodeAt(at) !== COMMA) return at;
  if (at + 1 === text.length || text.charCodeAt(at + 1) === SEMICOLON)
    throw new MapFault('A mapping has 0 fields instead of 1, 4 or 5.');
  return at + 1;
}

const segment = { at: 0, count: 0 };

/** Reads the numbers of one segment into `fields`. The answer is reused: take it before the next call. */
function readSegment(text: string, start: number, fields: Float64Array): { at: number; count: number } {
  let at = start;
  let count = 0;
  while (at < text.length) {
    let code = text.charCodeAt(at);
    if (code === COMMA || code === SEMICOLON) break;
    if (count === 5) throw new MapFault('A mapping has more than five fields.');
    let shift = 0;
    let value = 0;
    for (;;) {
      const digit = digitOf(code);
      if (digit === 255)
        throw new MapFault(`\`mappings\` holds ${JSON.stringify(text.charAt(at))}, no base64 digit.`);
      const bits = digit & 31;
      // Bits above the 32nd must be zero, however long the number is written.
      if (bits !== 0 && (shift > 30 || (shift === 30 && bits > 3)))
        throw new MapFault('A number of `mappings` exceeds 32 bits.');
      if (shift <= 30) value += shift < 26 ? bits << shift : bits * 2 ** shift;
      shift += 5;
      at += 1;
      if (digit < 32) break;
      if (at >= text.length) throw new MapFault('A number of `mappings` is cut off.');
      code = text.charCodeAt(at);
    }
    const magnitude = value >>> 1;
    fields[count] = (value & 1) === 1 ? -magnitude : magnitude;
    count += 1;
  }
  if (count !== 1 && count !== 4 && count !== 5)
    throw new MapFault(`A mapping has ${count} fields instead of 1, 4 or 5.`);
  segment.at = at;
  segment.count = count;
  return segment;
}
