import type { Summary } from './replay/plan.ts';

/** Texts that are made when a missing value is printed. */
const PRINTED_NOTHING = /undefined|NaN|\[object \w+\]|^null$/;

/** False for results that carry the traces of a missing value: NaN, `undefined` in a text. */
export function isSane(result: Summary): boolean {
  if (typeof result === 'string') return !PRINTED_NOTHING.test(result);
  if (typeof result !== 'object' || result === null) return true;
  if (Array.isArray(result))
    return result.every((item: Summary) => isSane(item) && !isTagged(item, 'undefined'));
  const tag = tagOf(result);
  if (tag === 'NaN' || tag === 'Infinity' || tag === '-Infinity') return false;
  return Object.entries(result).every(([key, value]) => key === '$' || isSane(value));
}

/**
 * True when a result is of the kind the code gives otherwise: the same type, the same class, all fields that every
 * example has. Null when the examples do not say what kind that is: `wildcards` are values we made up and the code only
 * passed on.
 */
export function isOfSameKind(
  result: Summary,
  examples: readonly Summary[],
  wildcards: ReadonlySet<string>,
): boolean | null {
  const telling = examples.filter((example) => !(typeof example === 'string' && wildcards.has(example)));
  if (telling.length === 0) return null;
  const kind = kindOf(result);
  const alike = telling.filter((example) => kindOf(example) === kind);
  if (alike.length === 0) return false;
  if (kind !== 'object' || result === null || typeof result !== 'object') return true;
  const fields = fieldsOf(alike[0] ?? null).filter((name) =>
    alike.every((example) => fieldsOf(example).includes(name)),
  );
  return fields.every((name) => {
    const inner = fieldOf(result, name);
    if (inner === undefined) return false;
    const others = alike.map((example) => fieldOf(example, name)).filter((other) => other !== undefined);
    return isOfSameKind(inner, others, wildcards) !== false;
  });
}

export function mentions(result: Summary, wildcards: ReadonlySet<string>): boolean {
  if (typeof result === 'string') return wildcards.has(result);
  if (typeof result !== 'object' || result === null) return false;
  return Object.values(result).some((value: Summary) => mentions(value, wildcards));
}

function kindOf(value: Summary): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'object' ? (tagOf(value) ?? 'object') : typeof value;
}

function tagOf(value: Summary): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const tag = fieldOf(value, '$');
  return typeof tag === 'string' ? tag : null;
}

function isTagged(value: Summary, tag: string): boolean {
  return tagOf(value) === tag;
}

function fieldsOf(value: Summary): string[] {
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}

function fieldOf(value: Summary, name: string): Summary | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.entries(value as Readonly<Record<string, Summary>>).find(([key]) => key === name)?.[1];
}
