import { writeCompiled } from './compiled-layout.ts';
import { countMappings, MappingsDecoder, type Segments } from './decode-mappings.ts';
import { writeFunctionSections } from './function-sections.ts';
import type { FunctionTable } from './function-table.ts';
import { mapResult, type MapResult } from './map-error.ts';
import { readMap, type MapSection } from './read-map.ts';
import { sourceFlags } from './source-flags.ts';
import { writeTextTable } from './text-table.ts';

/** The compact form of a map: one block of bytes that can be stored and memory-mapped, opened without parsing. */
export type CompiledMap = Uint8Array;

/**
 * Decodes a source map once (ECMA-426: version 3, index maps, `ignoreList`, `sourcesContent`, debug id). A map the
 * standard calls invalid is refused with the reason; time and memory are linear in the text and bounded.
 */
export function compileSourceMap(json: Uint8Array | string): MapResult<CompiledMap> {
  return mapResult(() => {
    const map = readMap(json);
    const { sections } = map;
    const segments = decodeSections(sections);
    const sources = sections.flatMap((section) => section.map.sources);
    const contents = sections.flatMap(({ map: { sources: own, sourcesContent } }) =>
      own.map((_, index) => sourcesContent[index] ?? null),
    );
    const ignored = sections.flatMap(({ map: { sources: own, ignored: list } }) =>
      own.map((_, index) => list.has(index)),
    );
    const sourceTable = writeTextTable(sources);
    const contentTable = writeTextTable(contents);
    const nameTable = writeTextTable(sections.flatMap((section) => section.map.names));
    const metadata = { file: map.file, debugId: map.debugId };
    return writeCompiled({
      ...segments,
      sourceFlags: sourceFlags(sources, contents, ignored),
      sourceEnds: sourceTable.ends,
      sourceText: sourceTable.text,
      contentEnds: contentTable.ends,
      contentText: contentTable.text,
      nameEnds: nameTable.ends,
      nameText: nameTable.text,
      ...writeFunctionSections(functionsOf(sections), null),
      metadata: Buffer.from(JSON.stringify(metadata)),
    });
  });
}

function decodeSections(sections: readonly MapSection[]): Segments {
  const counts = sections.map(({ map }) => countMappings(map.mappings));
  const decoder = new MappingsDecoder({
    lines: Math.max(1, ...sections.map(({ line }, index) => line + (counts[index]?.lines ?? 0))),
    segments: counts.reduce((sum, { segments }) => sum + segments, 0),
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
  return sections.flatMap(({ map }) => map.sources.map(() => null));
}
