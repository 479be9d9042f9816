import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { LIMITS, describeError } from '@bugsage/core';
import { createSlots } from './inflate-slots.ts';
import { RECEIVE_LIMITS } from './limits.ts';
import { refusal } from './refusal.ts';

type Options = { readonly maxOutputLength: number };
type Codec = {
  readonly inPlace?: (bytes: Buffer, options: Options) => Buffer;
  readonly offThread: (bytes: Buffer, options: Options) => Promise<Buffer>;
};

const GZIP: Codec = { inPlace: zlib.gunzipSync, offThread: promisify<Buffer, Options, Buffer>(zlib.gunzip) };
const ZLIB: Codec = {
  inPlace: zlib.inflateSync,
  offThread: promisify<Buffer, Options, Buffer>(zlib.inflate),
};
const RAW: Codec = {
  inPlace: zlib.inflateRawSync,
  offThread: promisify<Buffer, Options, Buffer>(zlib.inflateRaw),
};
/** Never in place: 168 bytes can keep it busy for 150 ms before the bound of the output stops it. */
const BROTLI: Codec = { offThread: promisify<Buffer, Options, Buffer>(zlib.brotliDecompress) };
/** Node reports no error for a stream that is cut off; what is missing then fails as JSON or as an envelope. */
const ZSTD: Codec = {
  offThread: (bytes, options) =>
    promisify<Buffer, zlib.ZstdOptions, Buffer>(zlib.zstdDecompress)(bytes, {
      ...options,
      // 8 MiB, the window every decoder must support (RFC 8878, section 3.1.1.1.2), and no client needs more.
      params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 },
    }),
};

const inSlot = createSlots(RECEIVE_LIMITS.inflateSlots);

/**
 * The body without its content encoding. Bounded by `bytesMax` and, above the first MiB, by the ratio of output to
 * input. Throws `unsupported_encoding`, `invalid_encoding` or `too_large`.
 */
export async function decompress(body: Buffer, contentEncoding: string, bytesMax: number): Promise<Buffer> {
  const codec = codecOf(contentEncoding, body);
  if (codec) return inflate(codec, body, bytesMax);
  if (body.length > bytesMax) throw tooLarge(bytesMax);
  return body;
}

/** For bodies that say by their first bytes that they are gzip, because a header would cost browsers a preflight. */
export async function decompressByMagic(body: Buffer, bytesMax: number): Promise<Buffer> {
  return decompress(body, body[0] === 0x1f && body[1] === 0x8b ? 'gzip' : '', bytesMax);
}

/** True for the two bytes that begin a zlib stream (RFC 1950, section 2.2). */
export function isZlib(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes;
  return (first & 0x0f) === 8 && ((first << 8) | second) % 31 === 0;
}

function codecOf(contentEncoding: string, body: Buffer): Codec | undefined {
  switch (contentEncoding.trim().toLowerCase()) {
    case '':
    case 'identity':
    case 'utf-8':
      return undefined;
    case 'gzip':
    case 'x-gzip':
      return GZIP;
    case 'deflate':
      // The name means zlib (RFC 9110, section 8.4.1.2), and many clients send it raw all the same.
      return isZlib(body) ? ZLIB : RAW;
    case 'br':
      return BROTLI;
    case 'zstd':
      return ZSTD;
    default:
      throw refusal('unsupported_encoding', 'The content encoding is not one of gzip, deflate, br and zstd.');
  }
}

async function inflate(codec: Codec, body: Buffer, bytesMax: number): Promise<Buffer> {
  const maxOutputLength = Math.min(
    bytesMax,
    Math.max(RECEIVE_LIMITS.ratioFreeBytes, body.length * LIMITS.decompressionRatioMax),
  );
  if (codec.inPlace && body.length <= RECEIVE_LIMITS.inflateInPlaceBytesMax) {
    const inPlaceMax = Math.min(maxOutputLength, RECEIVE_LIMITS.inflateInPlaceOutputBytesMax);
    try {
      return codec.inPlace(body, { maxOutputLength: inPlaceMax });
    } catch (error) {
      if (!isTooLarge(error)) throw damaged(error);
      if (inPlaceMax === maxOutputLength) throw tooLarge(maxOutputLength);
    }
  }
  try {
    return await inSlot(() => codec.offThread(body, { maxOutputLength }));
  } catch (error) {
    throw isTooLarge(error) ? tooLarge(maxOutputLength) : damaged(error);
  }
}

function isTooLarge(error: unknown): boolean {
  return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
}

function tooLarge(bytesMax: number): Error {
  return refusal('too_large', `The body exceeds the limit of ${bytesMax} bytes after decompression.`);
}

function damaged(cause: unknown): Error {
  return refusal(
    'invalid_encoding',
    `The body is not what its content encoding says: ${describeError(cause)}.`,
    cause,
  );
}
