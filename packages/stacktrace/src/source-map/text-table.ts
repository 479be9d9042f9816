import type { Numbers } from './compiled-layout.ts';

/** Text that is written where it will stand, so that megabytes of it are not copied twice. */
export type TextSection = { readonly byteLength: number; readonly writeTo: (target: Buffer) => void };

/** Texts one after the other as UTF-8, and where each ends. Null is written as empty text: a flag tells them apart. */
export function writeTextTable(texts: readonly (string | null)[]): { ends: Uint32Array; text: TextSection } {
  const ends = new Uint32Array(texts.length);
  let size = 0;
  for (const [index, text] of texts.entries()) {
    size += text === null ? 0 : Buffer.byteLength(text);
    ends[index] = size;
  }
  const writeTo = (target: Buffer): void => {
    let at = 0;
    for (const text of texts) if (text !== null) at += target.write(text, at);
  };
  return { ends, text: { byteLength: size, writeTo } };
}

export class TextTable {
  readonly #ends: Numbers;
  readonly #text: Buffer;

  constructor(ends: Numbers, text: Numbers) {
    this.#ends = ends;
    this.#text = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  }

  at(index: number): string {
    const bytes = this.bytesAt(index);
    return bytes.toString('utf8');
  }

  /** A view, not a copy; empty where the table is damaged. */
  bytesAt(index: number): Buffer {
    return this.#text.subarray(index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  get length(): number {
    return this.#ends.length;
  }
}
