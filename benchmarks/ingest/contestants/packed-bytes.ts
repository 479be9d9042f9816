/** Many pieces of bytes in one buffer, which moves between threads without being copied. */
export type PackedBytes = { readonly bytes: ArrayBuffer; readonly ends: readonly number[] };

export function packBytes(pieces: readonly Uint8Array[]): PackedBytes {
  const bytes = new ArrayBuffer(pieces.reduce((sum, piece) => sum + piece.byteLength, 0));
  const all = new Uint8Array(bytes);
  const ends: number[] = [];
  let end = 0;
  for (const piece of pieces) {
    all.set(piece, end);
    end += piece.byteLength;
    ends.push(end);
  }
  return { bytes, ends };
}

export function unpackBytes({ bytes, ends }: PackedBytes): Buffer[] {
  return ends.map((end, index) => {
    const start = ends[index - 1] ?? 0;
    return Buffer.from(bytes, start, end - start);
  });
}
