import type { Numbers } from './compiled-layout.ts';
import { SOURCE_MAP_LIMITS } from './limits.ts';
import { MapFault } from './map-error.ts';
import { tooLarge } from './read-map.ts';
import { DIGITS, LONGER, ONE_DIGIT } from './vlq.ts';

/** Segments of all sections in the order of the generated file, one entry per segment in every column. */
export type Segments = {
  /** Index of the first segment of every generated line, and the count of all at the end. */
  readonly lineStarts: Uint32Array;
  readonly generatedColumns: Numbers;
  /** Source index plus one; 0 ends the segment before it: code without a source. */
  readonly sources: Numbers;
  readonly originalLines: Numbers;
  readonly originalColumns: Numbers;
  /** Name index plus one; 0 is none. */
  readonly names: Numbers;
};

/** What is known of all sections before they are decoded. */
export type MappingBounds = {
  readonly mappings: readonly string[];
  /** The greatest line at which a section starts. */
  readonly lineOffset: number;
  readonly sources: number;
  readonly names: number;
};

type Place = { readonly line: number; readonly column: number };

/** Where a section of the generated file starts, and where the next one hides what is left of it. */
export type SectionPlace = {
  readonly offset: Place;
  readonly end: Place | null;
  /** How many sources and names the sections before it have. */
  readonly bases: { readonly sources: number; readonly names: number };
  /** How many it has itself. */
  readonly counts: { readonly sources: number; readonly names: number };
};

const COMMA = 44;
const SEMICOLON = 59;
const INT_MAX = 0x7f_ff_ff_ff;

/**
 * Decodes `mappings` into columns, section after section; every value is checked after ECMA-426. The loop reads bytes
 * and keeps its state in local variables: a map of 14 MB has 700,000 segments.
 */
export class MappingsDecoder {
  #columns: Columns;
  readonly #lineStarts: Uint32Array;
  #count = 0;
  #line = 0;
  /** All bits of a column's numbers together: they tell the width it needs. */
  readonly #bits = { generatedColumns: 0, originalLines: 0, originalColumns: 0 };

  constructor(bounds: MappingBounds) {
    const { generatedLinesMax } = SOURCE_MAP_LIMITS;
    const lines = bounds.lineOffset + bounds.mappings.reduce((sum, text) => sum + lineCount(text), 0);
    if (lines > generatedLinesMax) throw tooLarge('generated lines', lines, generatedLinesMax);
    const length = bounds.mappings.reduce((sum, text) => sum + text.length, 0);
    this.#columns = allocate(
      Math.min(SOURCE_MAP_LIMITS.segmentsMax, Math.ceil(length / SEGMENT_LENGTH) + 16),
      bounds,
    );
    this.#lineStarts = new Uint32Array(Math.max(1, lines) + 1);
  }

  // oxlint-disable-next-line max-lines-per-function -- one loop: every call inside it costs time per segment
  add(mappings: string, { offset, end, bases, counts }: SectionPlace): void {
    const { length } = mappings;
    // Characters beyond ASCII would lose bits below and could pass for digits.
    if (Buffer.byteLength(mappings) !== length)
      throw new MapFault('`mappings` holds characters that are no base64 digits.');
    // The end looks like the end of a line: nothing has to look for the end of the text inside a line.
    const text = Buffer.allocUnsafe(length + 1);
    text.write(mappings, 'latin1');
    text[length] = SEMICOLON;
    let [generatedColumns, sources, originalLines, originalColumns, names] = this.#columns;
    let capacity = generatedColumns.length;
    let [generatedLine, generatedColumn, source, line, column, name] = [offset.line, 0, 0, 0, 0, 0];
    let [columnBits, lineBits, originalBits] = [0, 0, 0];
    let isSorted = true;
    let previous = -1;
    this.#advanceTo(generatedLine);
    let count = this.#count;
    let lineStart = count;
    let at = 0;
    while (at < length) {
      if (text[at] === SEMICOLON) {
        if (!isSorted) this.#sort(lineStart, count);
        generatedLine += 1;
        this.#count = count;
        if (end === null || generatedLine <= end.line) this.#advanceTo(generatedLine);
        lineStart = count;
        generatedColumn = 0;
        previous = -1;
        isSorted = true;
        at += 1;
        continue;
      }
      // Most numbers are one digit: a table has them, and a call would cost more than the number. Written out for that.
      let small = ONE_DIGIT[text[at] as number] as number;
      if (small === LONGER) {
        generatedColumn += readNumber(text, at);
        at = number.end;
      } else {
        generatedColumn += small;
        at += 1;
      }
      let read = 1;
      if (!isEnd(text, at)) {
        small = ONE_DIGIT[text[at] as number] as number;
        if (small === LONGER) {
          source += readNumber(text, at);
          at = number.end;
        } else {
          source += small;
          at += 1;
        }
        small = ONE_DIGIT[text[at] as number] as number;
        if (small === LONGER) {
          line += readNumber(text, at);
          at = number.end;
        } else {
          line += small;
          at += 1;
        }
        small = ONE_DIGIT[text[at] as number] as number;
        if (small === LONGER) {
          column += readNumber(text, at);
          at = number.end;
        } else {
          column += small;
          at += 1;
        }
        read = 4;
        if (!isEnd(text, at)) {
          small = ONE_DIGIT[text[at] as number] as number;
          if (small === LONGER) {
            name += readNumber(text, at);
            at = number.end;
          } else {
            name += small;
            at += 1;
          }
          read = 5;
          if (!isEnd(text, at)) throw new MapFault('A mapping has more than five fields.');
          if (name >>> 0 >= counts.names) throw outOfRange('name index', name, counts.names);
        }
        // A negative number without its sign is a large one: one comparison checks both ends.
        if (source >>> 0 >= counts.sources) throw outOfRange('source index', source, counts.sources);
        if (line >>> 0 > INT_MAX) throw outOfRange('original line', line);
        if (column >>> 0 > INT_MAX) throw outOfRange('original column', column);
      }
      if (generatedColumn >>> 0 > INT_MAX) throw outOfRange('generated column', generatedColumn);
      if (text[at] === COMMA) {
        at += 1;
        if (text[at] === SEMICOLON) throw wrongFields(0);
      }
      const shown = generatedLine === offset.line ? generatedColumn + offset.column : generatedColumn;
      if (end !== null && (generatedLine > end.line || (generatedLine === end.line && shown >= end.column)))
        continue;
      if (shown < previous) isSorted = false;
      previous = shown;
      if (count === capacity) {
        this.#columns = grow(this.#columns);
        [generatedColumns, sources, originalLines, originalColumns, names] = this.#columns;
        capacity = generatedColumns.length;
      }
      generatedColumns[count] = shown;
      columnBits |= shown;
      if (read > 1) {
        sources[count] = source + bases.sources + 1;
        originalLines[count] = line;
        originalColumns[count] = column;
        lineBits |= line;
        originalBits |= column;
        if (read === 5) names[count] = name + bases.names + 1;
      }
      count += 1;
    }
    if (!isSorted) this.#sort(lineStart, count);
    this.#count = count;
    this.#bits.generatedColumns |= columnBits;
    this.#bits.originalLines |= lineBits;
    this.#bits.originalColumns |= originalBits;
  }

  finish(): Segments {
    this.#advanceTo(this.#line + 1);
    const [generatedColumns, sources, originalLines, originalColumns, names] = this.#columns;
    const count = this.#count;
    return {
      lineStarts: this.#lineStarts.subarray(0, this.#line + 1),
      generatedColumns: narrow(generatedColumns.subarray(0, count), this.#bits.generatedColumns),
      sources: sources.subarray(0, count),
      originalLines: narrow(originalLines.subarray(0, count), this.#bits.originalLines),
      originalColumns: narrow(originalColumns.subarray(0, count), this.#bits.originalColumns),
      names: names.subarray(0, count),
    };
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
  #sort(start: number, end: number): void {
    const [generated] = this.#columns;
    const order = Uint32Array.from({ length: end - start }, (_, index) => start + index);
    order.sort((a, b) => (generated[a] ?? 0) - (generated[b] ?? 0) || a - b);
    for (const column of this.#columns)
      column.set(
        Uint32Array.from(order, (index) => column[index] ?? 0),
        start,
      );
  }
}

/** Generated columns, sources, original lines and columns, names. */
type Columns = readonly [Uint32Array, Numbers, Uint32Array, Uint32Array, Numbers];

/** Real maps take six to seven characters for a segment. */
const SEGMENT_LENGTH = 5;

/** The greatest source and name are known, so their columns have their final width from the start. */
function allocate(capacity: number, { sources, names }: Pick<MappingBounds, 'sources' | 'names'>): Columns {
  return [
    new Uint32Array(capacity),
    numbersFor(sources, capacity),
    new Uint32Array(capacity),
    new Uint32Array(capacity),
    numbersFor(names, capacity),
  ];
}

function numbersFor(greatest: number, capacity: number): Numbers {
  if (greatest < 0x1_00) return new Uint8Array(capacity);
  return greatest < 0x1_00_00 ? new Uint16Array(capacity) : new Uint32Array(capacity);
}

function narrow(column: Uint32Array, bits: number): Numbers {
  if (bits >>> 16 !== 0) return column;
  const narrowed = numbersFor(bits, column.length);
  narrowed.set(column);
  return narrowed;
}

function grow(columns: Columns): Columns {
  const { segmentsMax } = SOURCE_MAP_LIMITS;
  const [{ length }] = columns;
  if (length >= segmentsMax)
    throw new MapFault(`The map has more than ${segmentsMax} segments; no more are read.`, 'map_too_large');
  const capacity = Math.min(segmentsMax, 2 * length);
  const copy = <Column extends Numbers>(column: Column): Column => {
    const larger = new (column.constructor as new (length: number) => Column)(capacity);
    larger.set(column);
    return larger;
  };
  const [generatedColumns, sources, originalLines, originalColumns, names] = columns;
  return [copy(generatedColumns), copy(sources), copy(originalLines), copy(originalColumns), copy(names)];
}

function lineCount(mappings: string): number {
  let lines = 1;
  for (let at = mappings.indexOf(';'); at >= 0; at = mappings.indexOf(';', at + 1)) lines += 1;
  return lines;
}

function isEnd(text: Uint8Array, at: number): boolean {
  const code = text[at];
  return code === COMMA || code === SEMICOLON;
}

/** Where the number ended that was read last; shared, because an object per number would be most of the work. */
const number = { end: 0 };
const SHIFT_MAX = 30;

/** Up to six digits are read here; what is longer, or no number, by a careful second reading. */
function readNumber(text: Uint8Array, start: number): number {
  let at = start;
  let value = 0;
  let shift = 0;
  let digit = 0;
  do {
    digit = DIGITS[text[at] ?? 0] ?? 255;
    value |= (digit & 31) << shift;
    shift += 5;
    at += 1;
  } while (digit >= 32 && shift < SHIFT_MAX);
  if (digit >= 32) return readLongNumber(text, start);
  number.end = at;
  // Not the unary minus: it makes -0 of 0, and with it floating point of all that follows.
  return (value & 1) === 1 ? 0 - (value >>> 1) : value >>> 1;
}

function readLongNumber(text: Uint8Array, start: number): number {
  let value = 0;
  let shift = 0;
  for (let at = start; ; at += 1) {
    const digit = DIGITS[text[at] ?? 0] ?? 255;
    if (digit === 255) throw notADigit(text, at, start);
    const bits = digit & 31;
    // Bits above the 32nd must be zero, however long the number is written.
    if (bits !== 0 && (shift > SHIFT_MAX || (shift === SHIFT_MAX && bits > 3)))
      throw new MapFault('A number of `mappings` exceeds 32 bits.');
    if (shift <= SHIFT_MAX) value |= bits << shift;
    shift += 5;
    if (digit < 32) {
      number.end = at + 1;
      return (value & 1) === 1 ? 0 - (value >>> 1) : value >>> 1;
    }
  }
}

function notADigit(text: Uint8Array, at: number, start: number): MapFault {
  if (isEnd(text, at)) {
    return at === start
      ? wrongFields(fieldsBefore(text, at))
      : new MapFault('A number of `mappings` is cut off.');
  }
  return new MapFault(
    `\`mappings\` holds ${JSON.stringify(String.fromCharCode(text[at] ?? 0))}, no base64 digit.`,
  );
}

/** Numbers of the segment that ends at `end`. */
function fieldsBefore(text: Uint8Array, end: number): number {
  let fields = 0;
  for (let at = end - 1; at >= 0 && !isEnd(text, at); at -= 1)
    if ((DIGITS[text[at] ?? 0] ?? 255) < 32) fields += 1;
  return fields;
}

function wrongFields(count: number): MapFault {
  return new MapFault(`A mapping has ${count} fields instead of 1, 4 or 5.`);
}

function outOfRange(name: string, value: number, count?: number): MapFault {
  return new MapFault(`A mapping has the ${name} ${value}, outside of 0 to ${(count ?? INT_MAX + 1) - 1}.`);
}
