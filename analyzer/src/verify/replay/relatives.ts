import { valueAt, withValue, type Changed, type Place } from './places.ts';
import type { Relative, Scenario } from './plan.ts';
import { pathsOf, removeAt, replaceAt, shapeAt, type Shape } from './shape.ts';

/** Other values that are tried in the place of a missing one, to see what depends on it. */
const VARIATIONS_MAX = 24;
const WORDS_MAX = 10;

export type RelativeScenario = Pick<Relative, 'relation' | 'path' | 'about'> & {
  readonly scenario: Scenario;
};

type Dictionary = { readonly texts: readonly string[]; readonly numbers: readonly number[] };

export type RelativeOptions = {
  readonly dictionary: Dictionary;
  /** What stands there in the failing call. */
  readonly bad: Shape;
  /** The crash takes an object apart. */
  readonly isPattern: boolean;
};

/** The calls beside a failing one that show what the missing value is good for. `whole` has the value. */
export function relativesOf(
  { scenario: whole, place }: Changed,
  { dictionary, bad, isPattern }: RelativeOptions,
): RelativeScenario[] {
  const value = valueAt(whole, place);
  if (value === null) return [];
  const path = pathInAfter(place);
  const about = functionNames(value);
  const made = (relation: Relative['relation'], scenario: Scenario): RelativeScenario => ({
    relation,
    path,
    about,
    scenario,
  });
  const at = (shape: Shape): Scenario => withValue(whole, place, shape);
  // A value of the wrong kind is a mistake somewhere, not the absence of something.
  const isMissing = bad.kind === 'undefined' || (bad.kind === 'value' && bad.value === null);
  return [
    made('given', whole),
    ...(isMissing ? emptyLike(value, isPattern).map((shape) => made('empty', at(shape))) : []),
    ...(isMissing ? withoutItem(whole, place).map((scenario) => made('left_out', scenario)) : []),
    ...variations(value, dictionary).map((shape) => made('varied', at(shape))),
  ];
}

/** Reading a part of an empty object is no better than of a missing one, unless the parts have defaults. */
function emptyLike(value: Shape, isPattern: boolean): Shape[] {
  if (value.kind === 'object') return isPattern ? [{ kind: 'object', fields: {} }] : [];
  return value.kind === 'array' ? [{ kind: 'array', items: [] }] : [];
}

/** The scenario without the innermost list item the place lies in. */
function withoutItem(scenario: Scenario, place: Place): Scenario[] {
  for (let depth = place.path.length - 1; depth >= 0; depth -= 1) {
    const step = place.path[depth];
    if (typeof step !== 'number') continue;
    const root = { ...place, path: [] };
    const whole = valueAt(scenario, root);
    const shorter = whole === null ? null : removeAt(whole, place.path.slice(0, depth), step);
    if (shorter !== null) return [withValue(scenario, root, shorter)];
  }
  return [];
}

/** The value with one part of it changed. */
function variations(value: Shape, dictionary: Dictionary): Shape[] {
  const each = pathsOf(value).map((path) => {
    const part = shapeAt(value, path);
    return part === null ? [] : otherParts(part, dictionary).map((other) => replaceAt(value, path, other));
  });
  // One of each part before the second of any.
  const rounds = Math.max(0, ...each.map((list) => list.length));
  const mixed = Array.from({ length: rounds }, (_, round) => each.flatMap((list) => list[round] ?? []));
  return mixed.flat().slice(0, VARIATIONS_MAX);
}

function otherParts(part: Shape, { texts, numbers }: Dictionary): Shape[] {
  if (part.kind === 'function' && Object.keys(part.returns).length === 0)
    return [{ ...part, returns: { '': { kind: 'value', value: 'answer' } } }];
  if (part.kind !== 'value' || part.value === null) return [];
  const { value } = part;
  if (typeof value === 'boolean') return [{ kind: 'value', value: !value }];
  const others =
    typeof value === 'number'
      ? [value + 1, 0, ...numbers.slice(0, WORDS_MAX)]
      : [`other ${value}`, ...texts.slice(0, WORDS_MAX)];
  return others.filter((other) => other !== value).map((other): Shape => ({ kind: 'value', value: other }));
}

function functionNames(value: Shape): string[] {
  return pathsOf(value).flatMap((path) => {
    const part = shapeAt(value, path);
    return part?.kind === 'function' ? [part.name] : [];
  });
}

/** `Outcome.after` is `this`, then the arguments. */
function pathInAfter({ root, path }: Place): string | null {
  const inner = path.map((step) => `/${step}`).join('');
  if (root === 'self') return `/0${inner}`;
  const index = /^arguments\.(\d+)$/.exec(root)?.[1];
  return index === undefined ? null : `/${Number(index) + 1}${inner}`;
}
