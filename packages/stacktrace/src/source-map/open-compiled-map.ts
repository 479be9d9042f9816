import { readCompiled, type CompiledSection, type Numbers } from './compiled-layout.ts';
import type { CompiledMap } from './compile-source-map.ts';
import { contextLines, lineOffsets, type SourceContext } from './context-lines.ts';
import { lastAtMost, lastPlaceAtMost } from './find-place.ts';
import type { FunctionTable } from './function-table.ts';
import { SOURCE_MAP_LIMITS } from './limits.ts';
import { MapFault, mapResult, type MapResult } from './map-error.ts';
import { parseFunctions } from './parse-functions.ts';
import { SOURCE_FLAGS } from './source-flags.ts';
import { TextTable } from './text-table.ts';

/** The original place of a call. Lines and columns count from 1, as in events. */
export type ResolvedPlace = {
  /** As the map names it, `sourceRoot` joined; null where the map names none. */
  readonly source: string | null;
  readonly line: number;
  readonly column: number;
  /** The map's name for the token at the place: often what is called there, not the function around it. */
  readonly name: string | null;
  /** The function around the place, from the map's scopes, the original code or the bundle; null when unknown. */
  readonly functionName: string | null;
  /** True when the map's `ignoreList` says that the code is not the application's. */
  readonly ignored: boolean;
  /** Lines around the place; null when the map has no content for the source. */
  readonly context: SourceContext | null;
};

export type OpenMap = {
  readonly file: string | null;
  readonly debugId: string | null;
  readonly sources: readonly (string | null)[];
  /** Those of `sources` that the map's `ignoreList` names. */
  readonly ignoredSources: readonly (string | null)[];
  /** Bytes of the compiled form. */
  readonly bytes: number;
  /**
   * The original place of a generated one (both count from 1, columns in UTF-16 units); undefined when unmapped. Without
   * a column the first mapping of the line counts.
   */
  readonly resolve: (line: number, column: number | null) => ResolvedPlace | undefined;
};

/** Opens a compiled map: views on its bytes, no parsing. Bytes of another layout, or cut off, are refused. */
export function openCompiledMap(bytes: CompiledMap): MapResult<OpenMap> {
  return mapResult(() => {
    const map = new CompiledMapReader(readCompiled(bytes));
    return {
      ...map.metadata,
      sources: map.sources,
      ignoredSources: map.sources.filter((_, index) => map.has(index, SOURCE_FLAGS.ignored)),
      bytes: bytes.byteLength,
      resolve: (line, column) =>
        map.resolve(line - 1, column === null ? map.firstColumn(line - 1) : column - 1),
    };
  });
}

type SourceTables = {
  readonly offsets: Uint32Array;
  readonly functions: FunctionTable | null;
  readonly bytes: number;
};

class CompiledMapReader {
  readonly metadata: Metadata;
  readonly sources: readonly (string | null)[];
  readonly #sections: Readonly<Record<CompiledSection, Numbers>>;
  readonly #names: TextTable;
  readonly #contents: TextTable;
  readonly #functionNames: TextTable;
  /** Tables of original files that frames lie in, oldest first. */
  readonly #tables = new Map<number, SourceTables>();
  #tablesBytes = 0;

  constructor(sections: Readonly<Record<CompiledSection, Numbers>>) {
    this.#sections = sections;
    this.#names = new TextTable(sections.nameEnds, sections.nameText);
    this.#contents = new TextTable(sections.contentEnds, sections.contentText);
    this.#functionNames = new TextTable(sections.functionNameEnds, sections.functionNameText);
    const sources = new TextTable(sections.sourceEnds, sections.sourceText);
    this.sources = Array.from({ length: sources.length }, (_, index) =>
      this.has(index, SOURCE_FLAGS.noName) ? null : sources.at(index),
    );
    this.metadata = readMetadata(sections.metadata);
  }

  resolve(line: number, column: number): ResolvedPlace | undefined {
    const segment = this.#find(line, column);
    const source = segment === undefined ? 0 : (this.#sections.sources[segment] ?? 0);
    if (segment === undefined || source === 0) return undefined;
    const index = source - 1;
    const place = {
      line: this.#sections.originalLines[segment] ?? 0,
      column: this.#sections.originalColumns[segment] ?? 0,
    };
    const name = this.#sections.names[segment] ?? 0;
    const tables = this.#tablesOf(index);
    return {
      source: this.sources[index] ?? null,
      line: place.line + 1,
      column: place.column + 1,
      name: name === 0 ? null : this.#names.at(name - 1),
      functionName:
        this.#compiledFunction(index, place) ??
        functionAt(tables?.functions, place) ??
        this.#bundleFunction({ line, column }),
      ignored: this.has(index, SOURCE_FLAGS.ignored),
      context:
        tables === undefined ? null : contextLines(this.#contents.bytesAt(index), tables.offsets, place),
    };
  }

  firstColumn(line: number): number {
    const { lineStarts, generatedColumns } = this.#sections;
    return generatedColumns[lineStarts[line] ?? 0] ?? 0;
  }

  /** The segment with the greatest column at most `column` on the line; of equal ones the first when it is exact. */
  #find(line: number, column: number): number | undefined {
    const { lineStarts, generatedColumns } = this.#sections;
    if (line < 0 || line + 1 >= lineStarts.length) return undefined;
    const start = lineStarts[line] ?? 0;
    let at = lastAtMost(generatedColumns, column, start, lineStarts[line + 1] ?? 0);
    if (at < start) return undefined;
    if (generatedColumns[at] === column) while (at > start && generatedColumns[at - 1] === column) at -= 1;
    return at;
  }

  #compiledFunction(
    source: number,
    place: { readonly line: number; readonly column: number },
  ): string | null {
    const { functionStarts, functionLines, functionColumns, functionNames } = this.#sections;
    const start = functionStarts[source] ?? 0;
    const end = functionStarts[source + 1] ?? 0;
    if (start >= end) return null;
    const at = lastPlaceAtMost({ lines: functionLines, columns: functionColumns }, place, start, end);
    return at < start ? null : this.#functionName(functionNames[at] ?? 0);
  }

  #bundleFunction(place: { readonly line: number; readonly column: number }): string | null {
    const { bundleLines: lines, bundleColumns: columns, bundleNames } = this.#sections;
    const at = lastPlaceAtMost({ lines, columns }, place, 0, lines.length);
    return at < 0 ? null : this.#functionName(bundleNames[at] ?? 0);
  }

  #functionName(number: number): string | null {
    return number === 0 ? null : this.#functionNames.at(number - 1);
  }

  /** Lines and functions of a source, read when the first frame lies in it. */
  #tablesOf(source: number): SourceTables | undefined {
    const known = this.#tables.get(source);
    if (known !== undefined) return known;
    if (this.has(source, SOURCE_FLAGS.noContent)) return undefined;
    const tables = readTables(this.#contents.bytesAt(source), this.sources[source] ?? '');
    this.#tables.set(source, tables);
    this.#tablesBytes += tables.bytes;
    for (const [oldest, { bytes }] of this.#tables) {
      if (this.#tablesBytes <= SOURCE_MAP_LIMITS.openTablesBytesMax || oldest === source) break;
      this.#tables.delete(oldest);
      this.#tablesBytes -= bytes;
    }
    return tables;
  }

  has(source: number, flag: number): boolean {
    return ((this.#sections.sourceFlags[source] ?? 0) & flag) !== 0;
  }
}

type Metadata = { readonly file: string | null; readonly debugId: string | null };

function readMetadata(section: Numbers): Metadata {
  try {
    return JSON.parse(new TextTable(Uint32Array.of(section.length), section).at(0)) as Metadata;
  } catch {
    throw new MapFault('The compiled map is damaged in its metadata.');
  }
}

/** Bytes of one place in a table of functions, roughly: two numbers and a reference to a shared text. */
const FUNCTION_PLACE_BYTES = 24;

function readTables(text: Buffer, file: string): SourceTables {
  const offsets = lineOffsets(text);
  const isReadable = text.length <= SOURCE_MAP_LIMITS.parsedSourceLengthMax;
  const functions = isReadable ? parseFunctions(text.toString('utf8'), file) : null;
  return {
    offsets,
    functions,
    bytes: offsets.byteLength + (functions?.lines.length ?? 0) * FUNCTION_PLACE_BYTES,
  };
}

function functionAt(
  functions: FunctionTable | null | undefined,
  place: { readonly line: number; readonly column: number },
): string | null {
  if (functions === null || functions === undefined) return null;
  const at = lastPlaceAtMost(functions, place, 0, functions.lines.length);
  return at < 0 ? null : (functions.names[at] ?? null);
}
