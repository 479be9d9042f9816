import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { DropReason } from '@bugsage/core';

export type BadRequest = {
  /** In the list of bad inputs. */
  readonly number: number;
  readonly name: string;
  readonly endpoint?: 'envelope' | 'store' | 'batch';
  readonly headers?: Readonly<Record<string, string>>;
  /** Instead of the good key; null sends none. */
  readonly key?: string | null;
  readonly body: string | Buffer;
  readonly status: number;
  /** What is counted, each once. */
  readonly reasons: readonly DropReason[];
};

const MIB = 1024 * 1024;
const EVENT = '{}\n{"type":"event"}\n{"message":"x"}';
const escapes = (bytes: number): string => `{"a":"${String.raw`\u0000`.repeat(bytes / 6)}"}`;
const item = (payload: string): string => `{}\n{"type":"event"}\n${payload}`;
const encoded = (encoding: string): { headers: Record<string, string> } => ({
  headers: { 'content-encoding': encoding },
});
const gzipped = gzipSync(EVENT);
const damaged = Buffer.from(gzipped);
damaged.writeUInt32LE(7, damaged.length - 4);

/** Requests of which nothing is kept. Answers 200 are of envelopes whose other items could have been kept. */
export const BAD_REQUESTS: readonly BadRequest[] = [
  {
    number: 1,
    name: 'above the limit',
    endpoint: 'store',
    body: ' '.repeat(MIB + 1),
    status: 413,
    reasons: ['too_large'],
  },
  { number: 3, name: 'no body', body: '', status: 400, reasons: ['invalid_envelope'] },
  {
    number: 15,
    name: 'a gzip bomb',
    ...encoded('gzip'),
    body: gzipSync(Buffer.alloc(32 * MIB)),
    status: 413,
    reasons: ['too_large'],
  },
  {
    number: 16,
    name: 'a zstd bomb',
    ...encoded('zstd'),
    body: zstdCompressSync(Buffer.alloc(32 * MIB)),
    status: 413,
    reasons: ['too_large'],
  },
  {
    number: 17,
    name: 'a brotli bomb',
    ...encoded('br'),
    body: brotliCompressSync(Buffer.alloc(32 * MIB)),
    status: 413,
    reasons: ['too_large'],
  },
  {
    number: 18,
    name: 'gzip in gzip',
    ...encoded('gzip'),
    body: gzipSync(gzipped),
    status: 400,
    reasons: ['invalid_envelope'],
  },
  {
    number: 20,
    name: 'truncated gzip',
    ...encoded('gzip'),
    body: gzipped.subarray(0, -9),
    status: 400,
    reasons: ['invalid_encoding'],
  },
  {
    number: 21,
    name: 'gzip with a wrong length',
    ...encoded('gzip'),
    body: damaged,
    status: 400,
    reasons: ['invalid_encoding'],
  },
  {
    number: 22,
    name: 'a stack of encodings',
    ...encoded('gzip, br, zstd, gzip'),
    body: gzipped,
    status: 415,
    reasons: ['invalid_encoding'],
  },
  {
    number: 22,
    name: 'an unknown encoding',
    ...encoded('compress'),
    body: gzipped,
    status: 415,
    reasons: ['invalid_encoding'],
  },
  {
    number: 23,
    name: 'plain, declared gzip',
    ...encoded('gzip'),
    body: EVENT,
    status: 400,
    reasons: ['invalid_encoding'],
  },
  { number: 23, name: 'gzip, declared plain', body: gzipped, status: 400, reasons: ['invalid_envelope'] },
  {
    number: 24,
    name: 'depth 101',
    body: item(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`),
    status: 200,
    reasons: ['too_deep'],
  },
  {
    number: 24,
    name: 'depth 10,000',
    body: item('{"a":'.repeat(10_000)),
    status: 200,
    reasons: ['too_deep'],
  },
  {
    number: 24,
    name: 'depth 5,000,000',
    body: item('['.repeat(5_000_000)),
    status: 413,
    reasons: ['too_large'],
  },
  {
    number: 24,
    name: 'depth 1,000,000 in a batch',
    endpoint: 'batch',
    body: gzipSync('['.repeat(1_000_000)),
    status: 400,
    reasons: ['invalid_envelope'],
  },
  {
    number: 26,
    name: 'an array of a million',
    body: item(`{"a":[${'1,'.repeat(1_000_000)}1]}`),
    status: 413,
    reasons: ['too_large'],
  },
  {
    number: 27,
    name: 'escapes above the limit',
    body: item(escapes(2 * MIB)),
    status: 413,
    reasons: ['too_large'],
  },
  {
    number: 27,
    name: 'gigabytes of escapes, compressed',
    ...encoded('gzip'),
    body: gzipSync(escapes(48 * MIB)),
    status: 413,
    reasons: ['too_large'],
  },
  { number: 33, name: 'NaN instead of an event', body: item('NaN'), status: 200, reasons: ['invalid_json'] },
  {
    number: 35,
    name: 'UTF-16',
    body: Buffer.from(EVENT, 'utf16le'),
    status: 400,
    reasons: ['invalid_envelope'],
  },
  ...['null', '[]', '"str"', '0'].map((text): BadRequest => ({
    number: 39,
    name: `${text} as event`,
    body: item(text),
    status: 200,
    reasons: ['invalid_json'],
  })),
  ...['-1', '1', '99', '9223372036854775808'].map((length): BadRequest => ({
    number: 41,
    name: `an item that says it has ${length} bytes`,
    body: `{}\n{"type":"event","length":${length}}\n{"message":"x"}`,
    status: 400,
    reasons: ['invalid_envelope'],
  })),
  { number: 42, name: 'a header without line feed', body: '{}', status: 200, reasons: [] },
  {
    number: 42,
    name: '10,000 items of unknown types',
    body: `{}\n${'{"type":"x"}\n{}\n'.repeat(10_000)}`,
    status: 200,
    reasons: [...Array.from({ length: 100 }, () => 'unknown_item' as const), 'too_large'],
  },
  { number: 45, name: 'no key', key: null, body: EVENT, status: 401, reasons: ['missing_key'] },
  {
    number: 45,
    name: 'an unknown key',
    key: '0'.repeat(32),
    body: EVENT,
    status: 401,
    reasons: ['unknown_key'],
  },
  {
    number: 45,
    name: 'a key of another project',
    key: '2'.repeat(32),
    body: EVENT,
    status: 403,
    reasons: ['wrong_project'],
  },
  {
    number: 46,
    name: 'a bad header before a good query',
    headers: { 'x-sentry-auth': `Sentry sentry_key=${'0'.repeat(32)}` },
    body: EVENT,
    status: 401,
    reasons: ['unknown_key'],
  },
  {
    number: 47,
    name: 'SQL in the key',
    key: "' OR 1=1--",
    body: EVENT,
    status: 400,
    reasons: ['invalid_request'],
  },
  { number: 47, name: 'NUL in the key', key: '\0', body: EVENT, status: 400, reasons: ['invalid_request'] },
  {
    number: 47,
    name: '10 kB of key',
    key: 'a'.repeat(10_000),
    body: EVENT,
    status: 400,
    reasons: ['invalid_request'],
  },
  {
    number: 78,
    name: 'a minified line of 10 MB',
    body: item(`{"exception":{"stacktrace":{"frames":[{"context_line":"${'x'.repeat(10 * MIB)}"}]}}}`),
    status: 413,
    reasons: ['too_large'],
  },
];
