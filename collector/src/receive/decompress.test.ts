import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { decompress, decompressByMagic } from './decompress.ts';

const MIB = 1024 * 1024;
const TEXT = Buffer.from('{"message":"hello"}'.repeat(20));
const BIG = Buffer.from(Array.from({ length: 60_000 }, (_, index) => `line ${index * 7_919}\n`).join(''));

const ENCODERS: readonly [string, (bytes: Buffer) => Buffer][] = [
  ['gzip', gzipSync],
  ['x-gzip', gzipSync],
  [' GZIP ', gzipSync],
  ['deflate', deflateSync],
  ['deflate', deflateRawSync],
  ['br', brotliCompressSync],
  ['zstd', zstdCompressSync],
  ['', (bytes) => bytes],
  ['identity', (bytes) => bytes],
  ['utf-8', (bytes) => bytes],
];

describe('decompressing a body', () => {
  test.each(ENCODERS)('%s', async (encoding, encode) => {
    expect((await decompress(encode(TEXT), encoding, MIB)).equals(TEXT)).toBe(true);
    expect((await decompress(encode(BIG), encoding, MIB)).equals(BIG)).toBe(true);
  });

  test.each(ENCODERS)('%s above the limit is too large', async (encoding, encode) => {
    await expect(decompress(encode(BIG), encoding, BIG.length - 1)).rejects.toMatchObject({
      code: 'too_large',
    });
    expect((await decompress(encode(BIG), encoding, BIG.length)).length).toBe(BIG.length);
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ])('%s that is a bomb is stopped by its ratio', async (encoding, encode) => {
    const bomb = encode(Buffer.alloc(8 * MIB));
    await expect(decompress(bomb, encoding, 100 * MIB)).rejects.toMatchObject({ code: 'too_large' });
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('%s that is cut off is damaged', async (encoding, encode) => {
    for (const whole of [encode(TEXT), encode(BIG)]) {
      const cut = whole.subarray(0, Math.floor(whole.length / 2));
      await expect(decompress(cut, encoding, MIB)).rejects.toMatchObject({ code: 'invalid_encoding' });
    }
  });

  test.each(['gzip', 'br', 'zstd'])('a plain body that says it is %s is damaged', async (encoding) => {
    await expect(decompress(TEXT, encoding, MIB)).rejects.toMatchObject({ code: 'invalid_encoding' });
  });

  test('a wrong checksum is damaged', async () => {
    const bytes = gzipSync(TEXT);
    bytes[bytes.length - 6] = (bytes[bytes.length - 6] as number) ^ 1;
    await expect(decompress(bytes, 'gzip', MIB)).rejects.toMatchObject({ code: 'invalid_encoding' });
  });

  test('a thousand members of gzip are one body', async () => {
    const members = Buffer.concat(Array.from({ length: 1_000 }, () => gzipSync('ab')));
    expect((await decompress(members, 'gzip', MIB)).toString()).toBe('ab'.repeat(1_000));
  });

  test.each(['gzip, br', 'gzip, gzip', 'compress', 'x'])('%s is not supported', async (encoding) => {
    await expect(decompress(TEXT, encoding, MIB)).rejects.toMatchObject({ code: 'unsupported_encoding' });
  });

  test('gzip is recognised by its first bytes where no header may say so', async () => {
    expect((await decompressByMagic(gzipSync(TEXT), MIB)).equals(TEXT)).toBe(true);
    expect((await decompressByMagic(TEXT, MIB)).equals(TEXT)).toBe(true);
  });
});
