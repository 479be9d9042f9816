import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync, constants } from 'node:zlib';
import type { BaseRequest } from './base-requests.ts';
import { mutateBytes } from './mutate-bytes.ts';
import { mutateStructure } from './mutate-structure.ts';
import type { Random } from './random.ts';

export type FuzzCase = Omit<BaseRequest, 'plain'> & { readonly body: Buffer };

const FAST_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
const ENCODERS: readonly (readonly [name: string, encode: (bytes: Buffer) => Buffer])[] = [
  ['gzip', (bytes) => gzipSync(bytes, { level: 1 })],
  ['deflate', (bytes) => deflateSync(bytes, { level: 1 })],
  ['br', (bytes) => brotliCompressSync(bytes, FAST_BROTLI)],
  ['zstd', (bytes) => zstdCompressSync(bytes)],
];
const ENCODING_NAMES = [
  '',
  'identity',
  'gzip',
  'x-gzip',
  'deflate',
  'br',
  'zstd',
  'gzip, br',
  'compress',
  '\0',
];
const METHODS = ['GET', 'HEAD', 'PUT', 'DELETE', 'TRACE', 'OPTIONS', 'POST'];

/** One request made of a good one: broken in its structure, its bytes, its encoding or its head. */
export function makeCase(bases: readonly BaseRequest[], random: Random): FuzzCase {
  const base = random.pick(bases);
  let plain = base.plain;
  if (random.chance(0.7)) plain = mutateStructure(plain, random);
  if (random.chance(0.5)) plain = mutateBytes(plain, random);
  const { encoding, body } = encode(plain, random);
  const headers = { ...base.headers, 'content-encoding': encoding };
  return mutateHead({ ...base, headers, body }, random);
}

function encode(plain: Buffer, random: Random): { encoding: string; body: Buffer } {
  if (random.chance(0.85)) return { encoding: '', body: plain };
  if (random.chance(0.2)) return { encoding: random.pick(ENCODING_NAMES), body: plain };
  const [encoding, encoder] = random.pick(ENCODERS);
  const body = encoder(plain);
  return { encoding, body: random.chance(0.5) ? mutateBytes(body, random) : body };
}

function mutateHead(made: FuzzCase, random: Random): FuzzCase {
  if (random.chance(0.9)) return made;
  const changed = (text: string): string =>
    mutateBytes(Buffer.from(text, 'latin1'), random).toString('latin1');
  const names = Object.keys(made.headers);
  const name = random.pick(names);
  switch (random.below(4)) {
    case 0:
      return { ...made, method: random.pick(METHODS) };
    case 1:
      return { ...made, path: changed(made.path) };
    case 2:
      return { ...made, query: changed(made.query) };
    default:
      return { ...made, headers: { ...made.headers, [name]: changed(made.headers[name] ?? '') } };
  }
}
