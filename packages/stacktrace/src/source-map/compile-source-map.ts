import { bundleFunctions } from './bundle-functions.ts';
import { writeCompiled } from './compiled-layout.ts';
import { MappingsDecoder, type Segments } from './decode-mappings.ts';
import { writeFunctionSections } from './function-sections.ts';
import type { FunctionTable } from './function-table.ts';
import { mapResult, type MapResult } from './map-error.ts';
import { functionsOfMetro } from './metro-functions.ts';
import { readMap, type MapSection } from './read-map.ts';
import { functionsOfScopes } from './scopes-functions.ts';
import { sourceFlags } from './source-flags.ts';
import { writeTextTable } from './text-table.ts';

/** The compact form of a map: one block of bytes that can be stored and memory-mapped, opened without parsing. */
export type CompiledMap = Uint8Array;

/** What an upload may know beside the map. */
export type CompileHints = {
  /** The generated script: its functions give names where the map has neither scopes nor original code. */
  readonly bundle?: Uint8Array | string;
  /** Original code by the map's name of a source, for maps that do not hold it themselves. */
  readonly contentOf?: (source: string) => string | null;
};

/**
 * Decodes a source map once (ECMA-426: version 3, index maps, `ignoreList`, `sourcesContent`, debug id; functions from
 * the scopes proposal and Metro's function maps). A map the standard calls invalid is refused with the reason; time and
 * memory are linear in the text and bounded.
 */
export function compileSourceMap(
  json: Uint8Array | string,
  hints: CompileHints = {},
): MapResult<CompiledMap> {
  return mapResult(() => {
    const map = readMap(json);
    const { sections } = map;
    const segments = decodeSections(sections);
    const sources = sections.flatMap((section) => section.map.sources);
    const contents = contentsOf(sections, hints);
    const ignored = sections.flatMap(({ map: { sources: own, ignored: list } }) =>
      own.map((_, index) => list.has(index)),
    );
    const names = sections.flatMap((section) => section.map.names);
    const functions = functionsOf(sections);
    const isBundleNeeded = contents.some((content, index) => content === null && functions[index] == null);
    const bundle = isBundleNeeded ? bundleFunctions(hints.bundle, { segments, names, contents }) : null;
    const sourceTable = writeTextTable(sources);
    const contentTable = writeTextTable(contents);
    const nameTable = writeTextTable(names);
    return writeCompiled({
      ...segments,
      sourceFlags: sourceFlags(sources, contents, ignored),
      sourceEnds: sourceTable.ends,
      sourceText: sourceTable.text,
      contentEnds: contentTable.ends,
      contentText: contentTable.text,
      nameEnds: nameTable.ends,
      nameText: nameTable.text,
      ...writeFunctionSections(functions, bundle),
      metadata: Buffer.from(JSON.stringify({ file: map.file, debugId: map.debugId })),
    });
  });
}

function contentsOf(
  sections: readonly MapSection[],
  { contentOf }: CompileHints,
): readonly (string | null)[] {
  return sections.flatMap(({ map: { sources, sourcesContent } }) =>
    sources.map(
      (source, index) => sourcesContent[index] ?? (source === null ? null : (contentOf?.(source) ?? null)),
    ),
  );
}

function decodeSections(sections: readonly MapSection[]): Segments {
  const count = (of: 'sources' | 'names'): number =>
    sections.reduce((sum, { map }) => sum + map[of].length, 0);
  const decoder = new MappingsDecoder({
    mappings: sections.map(({ map }) => map.mappings),
    lineOffset: sections.at(-1)?.line ?? 0,
    sources: count('sources'),
    names: count('names'),
  });
  let sources = 0;
  let names = 0;
  for (const [index, { line, column, map }] of sections.entries()) {
    decoder.add(map.mappings, {
      offset: { line, column },
      end: sections[index + 1] ?? null,
      bases: { sources, names },
      counts: { sources: map.sources.length, names: map.names.length },
    });
    sources += map.sources.length;
    names += map.names.length;
  }
  return decoder.finish();
}

function functionsOf(sections: readonly MapSection[]): readonly (FunctionTable | null)[] {
  return sections.flatMap(({ map }) => {
    const scopes = map.scopes === null ? [] : functionsOfScopes(map.scopes, map.names);
    return map.sources.map((_, index) => scopes[index] ?? functionsOfMetro(map.functionMaps[index]));
  });
}
