import { HOSTILE_JSON, HOSTILE_KEYS } from './hostile-values.ts';
import type { Random } from './random.ts';

type Container = Record<string, unknown>;

/** Stands where hostile JSON text goes after the rest was written. */
const PLACE = '@hostile@';
const STEPS_MAX = 12;
/** Three mutations in a row may multiply. */
const COPIES_MAX = 6;

/**
 * Changes values, keys and nesting of one JSON line of a body, and leaves it JSON (or nearly: some hostile values are
 * what only lenient writers produce). Lengths said in item headers are corrected in half of the cases.
 */
export function mutateStructure(plain: Buffer, random: Random): Buffer {
  const lines = plain.toString('utf8').split('\n');
  const at = random.below(lines.length);
  const root = parseContainer(lines[at] ?? '');
  if (!root) return plain;
  const inserted: string[] = [];
  for (let left = 1 + random.below(3); left > 0; left -= 1) mutateOnce(root, random, inserted);
  const line = JSON.stringify(root).replaceAll(`"${PLACE}"`, () => inserted.shift() ?? 'null');
  lines[at] = line;
  if (at > 0 && random.chance(0.5)) correctLength(lines, at);
  return Buffer.from(lines.join('\n'));
}

function parseContainer(line: string): Container | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Container) : undefined;
  } catch {
    return undefined;
  }
}

function mutateOnce(root: Container, random: Random, inserted: string[]): void {
  const target = randomContainer(root, random);
  const keys = Object.keys(target);
  if (Array.isArray(target) && keys.length === 0) return void target.push(PLACE);
  const isOwn = Array.isArray(target) || (keys.length > 0 && random.chance(0.8));
  const key = isOwn ? random.pick(keys) : random.pick(HOSTILE_KEYS);
  // Not by a plain read: `__proto__` would put the prototype of all objects into the tree, to be mutated next.
  const value: unknown = Object.hasOwn(target, key) ? target[key] : null;
  const set = (name: string, given: unknown): void => {
    Object.defineProperty(target, name, {
      value: given,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  };
  switch (random.below(6)) {
    case 0:
      Reflect.deleteProperty(target, key);
      break;
    case 1:
      set(key, [value]);
      break;
    case 2:
      set(
        key,
        Array.from({ length: 1 + random.below(COPIES_MAX) }, () => value),
      );
      break;
    case 3:
      if (!Array.isArray(target)) set(random.pick(HOSTILE_KEYS), value);
      break;
    default:
      set(key, PLACE);
      inserted.push(random.pick(HOSTILE_JSON));
  }
}

/** Walks down from the root; deep places are as likely as shallow ones. */
function randomContainer(root: Container, random: Random): Container {
  let current = root;
  for (let step = random.below(STEPS_MAX); step > 0; step -= 1) {
    const inner = Object.values(current).filter(
      (value): value is Container => typeof value === 'object' && value !== null,
    );
    if (inner.length === 0) break;
    current = random.pick(inner);
  }
  return current;
}

function correctLength(lines: string[], at: number): void {
  const header = parseContainer(lines[at - 1] ?? '');
  if (typeof header?.['length'] !== 'number') return;
  header['length'] = Buffer.byteLength(lines[at] ?? '');
  lines[at - 1] = JSON.stringify(header);
}
