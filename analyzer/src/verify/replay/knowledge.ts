import type { Shape } from './shape.ts';

export type Hint =
  | 'text'
  | 'number'
  /** Added with `+`, which texts are too. */
  | 'addend'
  | 'boolean'
  | 'array'
  /** Used in a way that fits lists and texts. */
  | 'sequence'
  | 'date'
  | 'promise'
  | 'awaited'
  | 'callable'
  /** A text that is parsed as JSON; the item is what it holds. */
  | 'json';

/**
 * What is known about a value from how code uses it. Grows from run to run; plain data, so that it can travel between
 * threads. `calls` holds what is known of results, by the first argument when it is a text or number.
 */
export type Knowledge = {
  name: string;
  fields: Record<string, Knowledge>;
  calls: Record<string, Knowledge>;
  item: Knowledge | null;
  hints: Partial<Record<Hint, number>>;
  /** The code has a default for it, so that leaving it out is normal. */
  optional: boolean;
};

const PARAMETER = 'parameter ';
export const PARAMETERS_MAX = 3;

export type KnownKind =
  | 'text'
  | 'number'
  | 'boolean'
  | 'array'
  | 'date'
  | 'promise'
  | 'json'
  | 'function'
  | 'object'
  | 'unknown';

export function newKnowledge(name: string): Knowledge {
  return { name, fields: {}, calls: {}, item: null, hints: {}, optional: false };
}

export function note(knowledge: Knowledge, hint: Hint): void {
  knowledge.hints[hint] = (knowledge.hints[hint] ?? 0) + 1;
}

export function fieldOf(knowledge: Knowledge, key: string): Knowledge {
  return entryOf(knowledge.fields, key, key);
}

export function callOf(knowledge: Knowledge, key: string): Knowledge {
  return entryOf(knowledge.calls, key, knowledge.name);
}

/** Names come from code: `constructor` must not find what every object has, `__proto__` must not change it. */
function entryOf(record: Record<string, Knowledge>, key: string, name: string): Knowledge {
  const known = Object.hasOwn(record, key) ? record[key] : undefined;
  if (known !== undefined) return known;
  const made = newKnowledge(name);
  if (key !== '__proto__') record[key] = made;
  return made;
}

export function itemOf(knowledge: Knowledge): Knowledge {
  return (knowledge.item ??= newKnowledge(singular(knowledge.name)));
}

/** What callbacks use of their parameters; known under names no property has. */
export function parameterOf(knowledge: Knowledge, index: number): Knowledge {
  return fieldOf(knowledge, `${PARAMETER}${index}`);
}

function parametersOf(knowledge: Knowledge): Knowledge[] {
  return Array.from(
    { length: PARAMETERS_MAX },
    (_, index) => knowledge.fields[`${PARAMETER}${index}`],
  ).flatMap((known) => known ?? []);
}

/** The kind most uses speak for; names decide when nothing else does. */
export function kindOf(knowledge: Knowledge): KnownKind {
  const { hints } = knowledge;
  if (hints.promise !== undefined) return 'promise';
  if (hints.json !== undefined) return 'json';
  if (hints.date !== undefined) return 'date';
  const array = hints.array ?? 0;
  const text = hints.text ?? 0;
  const number = hints.number ?? 0;
  if (array > 0 && array >= text) return 'array';
  if (number > 0 && number >= text) return 'number';
  if (text > 0) return 'text';
  if (hints.addend !== undefined) return 'number';
  if (hints.sequence !== undefined) return /(?:[^su]s|list|array)$/i.test(knowledge.name) ? 'array' : 'text';
  if (hints.boolean !== undefined) return 'boolean';
  if (Object.keys(knowledge.calls).length > 0) return 'function';
  if (Object.keys(knowledge.fields).length > 0) return 'object';
  return hints.callable === undefined ? 'unknown' : 'function';
}

const FUNCTION_NAMES = /^(?:on[A-Z]|handle[A-Z]|(?:callback|cb|fn|next|done|listener|dispatch)$)/;
const NUMBER_NAMES =
  /(?:count|price|total|amount|quantity|size|length|index|width|height|percent|minimum|maximum|min|max|delta|limit|page|age|year|days|weight|grams|number|ms|seconds|rate|offset|port)$/i;
const BOOLEAN_NAMES = /^(?:is|has|can|should|enabled|disabled|visible|active|checked)(?:[A-Z]|$)/;

/** How values are chosen where the code leaves it open. */
export type Profile = {
  readonly number: number;
  readonly text: string | null;
  readonly boolean: boolean;
  readonly items: number;
  /** Values with a default: left out, given when they have parts of their own, or all given. */
  readonly optional: 'none' | 'containers' | 'all';
};

/** A value that fits what is known. Texts nobody asked about are called as they are named. */
export function toShape(knowledge: Knowledge, profile: Profile, depth = 0): Shape {
  if (knowledge.optional && !isGiven(knowledge, profile)) return { kind: 'undefined' };
  const inner = (child: Knowledge): Shape => toShape(child, profile, depth + 1);
  const kind = depth > 12 ? 'unknown' : kindOf(knowledge);
  switch (kind) {
    case 'number':
      return { kind: 'value', value: profile.number };
    case 'text':
      return { kind: 'value', value: profile.text ?? knowledge.name };
    case 'boolean':
      return { kind: 'value', value: profile.boolean };
    case 'date':
      return { kind: 'date' };
    case 'promise':
      return {
        kind: 'promise',
        value: knowledge.item === null ? { kind: 'undefined' } : inner(knowledge.item),
      };
    case 'json':
      return { kind: 'json', value: inner(itemOf(knowledge)) };
    case 'array':
      return {
        kind: 'array',
        items: Array.from({ length: profile.items }, () => inner(itemOf(knowledge))),
      };
    case 'function':
      return {
        kind: 'function',
        name: knowledge.name,
        returns: mapValues(knowledge.calls, inner),
        passes: parametersOf(knowledge).map(inner),
      };
    case 'object':
      return { kind: 'object', fields: mapValues(knowledge.fields, inner) };
    default:
      return byName(knowledge, profile);
  }
}

function isGiven(knowledge: Knowledge, profile: Profile): boolean {
  if (profile.optional === 'containers') return Object.keys(knowledge.fields).length > 0;
  return profile.optional === 'all';
}

function byName({ name }: Knowledge, profile: Profile): Shape {
  if (FUNCTION_NAMES.test(name)) return { kind: 'function', name, returns: {}, passes: [] };
  if (BOOLEAN_NAMES.test(name)) return { kind: 'value', value: profile.boolean };
  if (NUMBER_NAMES.test(name)) return { kind: 'value', value: profile.number };
  return { kind: 'value', value: profile.text ?? name, unknown: true };
}

function singular(name: string): string {
  return name.endsWith('s') && name.length > 2 ? name.slice(0, -1) : 'item';
}

function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  map: (value: Value) => Result,
): Record<string, Result> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
