import { HOSTILE_BYTES } from './hostile-values.ts';
import type { Random } from './random.ts';

type Mutation = (bytes: Buffer, random: Random) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  flipBit,
  setByte,
  cut,
  remove,
  duplicate,
  insertHostile,
  insertHostile,
  swapHalves,
];

/** One to four changes that know nothing of the format. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let left = 1 + random.below(4); left > 0; left -= 1) changed = random.pick(MUTATIONS)(changed, random);
  return changed;
}

function flipBit(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  const at = random.below(bytes.length);
  if (bytes.length > 0) copy[at] = (copy[at] as number) ^ (1 << random.below(8));
  return copy;
}

function setByte(bytes: Buffer, random: Random): Buffer {
  const copy = Buffer.from(bytes);
  if (bytes.length > 0) copy[random.below(bytes.length)] = random.below(256);
  return copy;
}

function cut(bytes: Buffer, random: Random): Buffer {
  return bytes.subarray(0, random.below(bytes.length + 1));
}

function remove(bytes: Buffer, random: Random): Buffer {
  const [from, to] = span(bytes, random);
  return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
}

function duplicate(bytes: Buffer, random: Random): Buffer {
  const [from, to] = span(bytes, random);
  return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
}

function insertHostile(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(0, at), random.pick(HOSTILE_BYTES), bytes.subarray(at)]);
}

function swapHalves(bytes: Buffer, random: Random): Buffer {
  const at = random.below(bytes.length + 1);
  return Buffer.concat([bytes.subarray(at), bytes.subarray(0, at)]);
}

function span(bytes: Buffer, random: Random): readonly [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(64))];
}
