import { isAscii } from 'node:buffer';
import { SOURCE_MAP_LIMITS } from './limits.ts';
import { MapFault } from './map-error.ts';

/** A regular source map after validation: fields of ECMA-426, absent ones filled in. */
export type FlatMap = {
  readonly file: string | null;
  readonly sources: readonly (string | null)[];
  readonly sourcesContent: readonly (string | null)[];
  readonly names: readonly string[];
  readonly mappings: string;
  readonly ignored: ReadonlySet<number>;
  /** The scopes proposal's encoded field; null when absent. */
  readonly scopes: string | null;
  /** React Native's function maps, one per source: `[{ names, mappings }]`. */
  readonly functionMaps: readonly unknown[];
};

/** A part of the generated file and the map that describes it; a regular map is one section at the start. */
export type MapSection = { readonly line: number; readonly column: number; readonly map: FlatMap };

export type ReadMap = {
  readonly file: string | null;
  readonly debugId: string | null;
  readonly sections: readonly MapSection[];
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads and validates map JSON after ECMA-426; a leading anti-XSSI line and a byte-order mark are skipped. */
export function readMap(json: Uint8Array | string): ReadMap {
  const map = asFields(parseJson(json), 'The map');
  requireVersion(map);
  const file = optionalText(map, 'file');
  const debugId = readDebugId(map);
  if (map['sections'] === undefined)
    return { file, debugId, sections: [{ line: 0, column: 0, map: readFlat(map) }] };
  if (map['mappings'] !== undefined)
    throw new MapFault('An index map cannot have `mappings` beside `sections`.');
  return { file, debugId, sections: readSections(map['sections']) };
}

function parseJson(json: Uint8Array | string): unknown {
  const { mapBytesMax } = SOURCE_MAP_LIMITS;
  if (json.length > mapBytesMax) throw tooLarge('bytes', json.length, mapBytesMax);
  const text = typeof json === 'string' ? json.replace(/^\uFEFF/, '') : decodeText(json);
  const start = text.startsWith(")]}'") ? text.indexOf('\n') + 1 : 0;
  try {
    return JSON.parse(start === 0 ? text : text.slice(start));
  } catch (error) {
    throw new MapFault(`The map is not JSON: ${(error as Error).message.slice(0, 160)}`);
  }
}

/** Most maps are ASCII, which needs no decoding of UTF-8. */
function decodeText(bytes: Uint8Array): string {
  if (!isAscii(bytes)) return new TextDecoder().decode(bytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function readSections(value: unknown): MapSection[] {
  if (!Array.isArray(value)) throw new MapFault('`sections` is not a list.');
  const { sectionsMax } = SOURCE_MAP_LIMITS;
  if (value.length > sectionsMax) throw tooLarge('sections', value.length, sectionsMax);
  let previous = { line: -1, column: 0 };
  return value.map((entry: unknown, index) => {
    const section = asFields(entry, `Section ${index}`);
    const offset = asFields(section['offset'], `The offset of section ${index}`);
    const line = readOffset(offset['line'], `line offset of section ${index}`);
    const column = readOffset(offset['column'], `column offset of section ${index}`);
    if (line < previous.line || (line === previous.line && column <= previous.column))
      throw new MapFault(`Section ${index} starts before the end of the section before it.`);
    previous = { line, column };
    const map = asFields(section['map'], `The map of section ${index}`);
    if (map['sections'] !== undefined) throw new MapFault(`Section ${index} is an index map itself.`);
    requireVersion(map);
    return { line, column, map: readFlat(map) };
  });
}

function readFlat(map: Fields): FlatMap {
  const file = optionalText(map, 'file');
  const root = optionalText(map, 'sourceRoot');
  const sources = readTexts(map['sources'], 'sources');
  bounded('sources', sources.length, SOURCE_MAP_LIMITS.sourcesMax);
  const content = map['sourcesContent'];
  const sourcesContent =
    content === undefined || content === null ? [] : readTexts(content, 'sourcesContent');
  const names = map['names'] === undefined ? [] : readTexts(map['names'], 'names');
  bounded('names', names.length, SOURCE_MAP_LIMITS.namesMax);
  if (names.includes(null)) throw new MapFault('`names` holds something that is no text.');
  if (typeof map['mappings'] !== 'string') throw new MapFault('`mappings` is missing or no text.');
  const functionMaps: unknown = map['x_facebook_sources'];
  return {
    file,
    sources: sources.map((source) => (source === null ? null : joinRoot(root, source))),
    sourcesContent,
    names: names as readonly string[],
    mappings: map['mappings'],
    ignored: readIgnoreList(map['ignoreList'] ?? map['x_google_ignoreList'], sources.length),
    scopes: typeof map['scopes'] === 'string' ? map['scopes'] : null,
    functionMaps: Array.isArray(functionMaps) ? functionMaps : [],
  };
}

/** `sourceRoot` is a plain prefix; absolute sources do not take it. */
function joinRoot(root: string | null, source: string): string {
  if (root === null || root === '' || /^(?:[A-Za-z][\w+.-]{0,40}:|\/)/.test(source)) return source;
  return root.endsWith('/') ? root + source : `${root}/${source}`;
}

function readIgnoreList(value: unknown, sourceCount: number): ReadonlySet<number> {
  if (value === undefined || value === null) return new Set();
  if (!Array.isArray(value)) throw new MapFault('`ignoreList` is not a list.');
  for (const index of value as readonly unknown[]) {
    if (!Number.isInteger(index) || (index as number) < 0 || (index as number) >= sourceCount)
      throw new MapFault(`\`ignoreList\` names source ${String(index)} of ${sourceCount}.`);
  }
  return new Set(value as readonly number[]);
}

function readTexts(value: unknown, name: string): readonly (string | null)[] {
  if (!Array.isArray(value)) throw new MapFault(`\`${name}\` is missing or not a list.`);
  const isEveryText = (value as readonly unknown[]).every(
    (item) => item === null || typeof item === 'string',
  );
  if (!isEveryText) throw new MapFault(`\`${name}\` holds something that is neither text nor null.`);
  return value as readonly (string | null)[];
}

function readOffset(value: unknown, name: string): number {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 0x7f_ff_ff_ff)
    throw new MapFault(`The ${name} is no number from 0 on.`);
  return value as number;
}

function requireVersion(map: Fields): void {
  if (map['version'] !== 3)
    throw new MapFault(`The version is ${JSON.stringify(map['version']) ?? 'missing'}, not 3.`);
}

function optionalText(map: Fields, name: string): string | null {
  const value = map[name];
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new MapFault(`\`${name}\` is no text.`);
  return value;
}

function asFields(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new MapFault(`${name} is missing or no object.`);
  return value as Fields;
}

/** `debugId` of the standard's proposal, `debug_id` of older tools; only a UUID counts. Lower case, with dashes. */
function readDebugId(map: Fields): string | null {
  return debugIdOf(map['debugId']) ?? debugIdOf(map['debug_id']);
}

export function debugIdOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const hex = value.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{32}$/.test(hex)) return null;
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function bounded(name: string, count: number, max: number): void {
  if (count > max) throw tooLarge(name, count, max);
}

export function tooLarge(name: string, count: number, max: number): MapFault {
  return new MapFault(`The map has ${count} ${name}; at most ${max} are read.`, 'map_too_large');
}
