import { MapFault } from './map-error.ts';
import type { TextSection } from './text-table.ts';

/**
 * The compiled form: a header, then sections that are typed arrays or UTF-8 text, each aligned to four bytes, so that
 * an opened map is views on the bytes and needs no parsing. Little-endian, as every platform Node runs on.
 *
 *     0   8 bytes  "BSMAP" and three zero bytes
 *     8   u32      version of this layout; another one is refused, the map is compiled again from its JSON
 *     12  u32      number of sections
 *     16  3 x u32  per section: offset, length in bytes, width of its numbers (1, 2 or 4)
 */
export const COMPILED_VERSION = 1;

/** Order in the file; append only within a version. */
export const COMPILED_SECTIONS = [
  'lineStarts',
  'generatedColumns',
  'sources',
  'originalLines',
  'originalColumns',
  'names',
  'sourceFlags',
  'sourceEnds',
  'sourceText',
  'contentEnds',
  'contentText',
  'nameEnds',
  'nameText',
  'functionStarts',
  'functionLines',
  'functionColumns',
  'functionNames',
  'bundleLines',
  'bundleColumns',
  'bundleNames',
  'functionNameEnds',
  'functionNameText',
  'metadata',
] as const;
export type CompiledSection = (typeof COMPILED_SECTIONS)[number];

export type Numbers = Uint8Array | Uint16Array | Uint32Array;
type Width = 1 | 2 | 4;

const MAGIC = Uint8Array.from([0x42, 0x53, 0x4d, 0x41, 0x50, 0, 0, 0]);
const HEADER_BYTES = 16;
const ENTRY_BYTES = 12;

export function writeCompiled(
  sections: Readonly<Record<CompiledSection, Numbers | TextSection>>,
): Uint8Array {
  const parts = COMPILED_SECTIONS.map((name) => narrowed(sections[name]));
  let size = HEADER_BYTES + parts.length * ENTRY_BYTES;
  const offsets = parts.map(({ byteLength }) => {
    const offset = size;
    size += aligned(byteLength);
    return offset;
  });
  const bytes = Buffer.allocUnsafeSlow(size);
  bytes.fill(0, 0, HEADER_BYTES);
  bytes.set(MAGIC);
  bytes.writeUInt32LE(COMPILED_VERSION, 8);
  bytes.writeUInt32LE(parts.length, 12);
  for (const [index, part] of parts.entries()) {
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    const offset = offsets[index] ?? 0;
    bytes.writeUInt32LE(offset, entry);
    bytes.writeUInt32LE(part.byteLength, entry + 4);
    bytes.writeUInt32LE(part.width, entry + 8);
    part.writeTo(bytes.subarray(offset, offset + part.byteLength));
    bytes.fill(0, offset + part.byteLength, offset + aligned(part.byteLength));
  }
  return bytes;
}

/** Views on the sections. Throws a fault when the bytes are no compiled map of this version, or are cut off. */
export function readCompiled(bytes: Uint8Array): Readonly<Record<CompiledSection, Numbers>> {
  // Views of numbers need aligned memory; a slice of a larger buffer may start anywhere.
  const source = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (source.length < HEADER_BYTES || MAGIC.some((value, index) => source[index] !== value))
    throw new MapFault('These bytes are no compiled source map.');
  const view = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const version = view.getUint32(8, true);
  if (version !== COMPILED_VERSION || view.getUint32(12, true) !== COMPILED_SECTIONS.length)
    throw new MapFault(`The compiled map has layout ${version}; this is ${COMPILED_VERSION}.`, 'map_version');
  const sections = COMPILED_SECTIONS.map((name, index) => {
    const entry = HEADER_BYTES + index * ENTRY_BYTES;
    if (entry + ENTRY_BYTES > source.length) throw new MapFault('The compiled map is cut off.');
    const offset = view.getUint32(entry, true);
    const length = view.getUint32(entry + 4, true);
    const width = view.getUint32(entry + 8, true);
    const isWhole = offset % 4 === 0 && offset + length <= source.length;
    if (!isWhole || !isWidth(width) || length % width !== 0)
      throw new MapFault(`The compiled map is cut off in its section ${name}.`);
    return [name, viewOf(source, source.byteOffset + offset, length / width, width)] as const;
  });
  return Object.fromEntries(sections) as Record<CompiledSection, Numbers>;
}

function isWidth(width: number): width is Width {
  return width === 1 || width === 2 || width === 4;
}

function viewOf(source: Uint8Array, offset: number, length: number, width: Width): Numbers {
  if (width === 1) return new Uint8Array(source.buffer, offset, length);
  return width === 2
    ? new Uint16Array(source.buffer, offset, length)
    : new Uint32Array(source.buffer, offset, length);
}

type Part = {
  readonly byteLength: number;
  readonly width: Width;
  readonly writeTo: (target: Buffer) => void;
};

/** Columns of a map are far from 32 bits: most take two bytes, many one. Both sides are little-endian. */
function narrowed(section: Numbers | TextSection): Part {
  if ('writeTo' in section) return { ...section, width: 1 };
  const width = widthOf(section);
  const writeTo = (target: Buffer): void => {
    viewOf(target, target.byteOffset, section.length, width).set(section);
  };
  return { byteLength: section.length * width, width, writeTo };
}

function widthOf(numbers: Numbers): Width {
  // Columns of the mappings come in their width already.
  if (!(numbers instanceof Uint32Array)) return numbers instanceof Uint16Array ? 2 : 1;
  let width: Width = 1;
  for (let at = 0; at < numbers.length; at += 1) {
    const value = numbers[at] ?? 0;
    if (value >= 0x1_00_00) return 4;
    if (value >= 0x1_00) width = 2;
  }
  return width;
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}
