import type { ErrorKey } from './error-key.ts';
import type { Plan, Scenario } from './plan.ts';
import { NULL, pathsOf, replaceAt, shapeAt, UNDEFINED, type Shape, type ShapePath } from './shape.ts';

/** A place in everything a scenario shows to the code. */
export type Place = { readonly root: string; readonly path: ShapePath; readonly shape: Shape };

const PLACES_MAX = 80;

/** A scenario that differs from another one at one place. */
export type Changed = { readonly scenario: Scenario; readonly place: Place };

/** The scenario with one value spoiled in the way the message tells, likely places first. */
export function spoiled(
  scenario: Scenario,
  expected: ErrorKey,
  options: Pick<Plan, 'names' | 'badValue' | 'listHolders'>,
): Changed[] {
  const places = placesOf(scenario).toSorted(
    (left, right) => rank(left, options.names) - rank(right, options.names),
  );
  return places
    .slice(0, PLACES_MAX)
    .flatMap((place) =>
      badValues(place.shape, expected, options).map((bad) => changed(scenario, place, bad)),
    );
}

function changed(scenario: Scenario, place: Place, value: Shape): Changed {
  return { scenario: withValue(scenario, place, value), place };
}

/** The scenario with one text or number taken from the dictionary. */
export function reworded(
  scenario: Scenario,
  dictionary: { readonly texts: readonly string[]; readonly numbers: readonly number[] },
): Changed[] {
  return placesOf(scenario).flatMap((place) => {
    if (place.shape.kind !== 'value') return [];
    const words: readonly (string | number)[] =
      typeof place.shape.value === 'number' ? dictionary.numbers : dictionary.texts;
    return words.map((value) => changed(scenario, place, { kind: 'value', value }));
  });
}

const MENDED_MAX = 120;

/**
 * The scenario with the missing value given: for calls of the event, whose rare values nobody could infer, this is how
 * the code is seen to work. What is missing is left out of what SDKs send, so it may be a place that is not there.
 */
export function mended(scenario: Scenario, expected: ErrorKey, names: readonly string[]): Changed[] {
  if ((expected.kind !== 'nullish' && expected.kind !== 'callee') || expected.name === null) return [];
  const receivers = expected.kind === 'callee' ? functionsNamed(expected.name) : receiversWith(expected.name);
  const places = placesOf(scenario).flatMap((place): Place[] => {
    if (place.shape.kind === 'undefined' || (place.shape.kind === 'value' && place.shape.value === null))
      return [place];
    if (place.shape.kind !== 'object') return [];
    const { fields } = place.shape;
    return names
      .filter((name) => fields[name] === undefined)
      .map((name) => ({ ...place, path: [...place.path, name] }));
  });
  return places
    .toSorted((left, right) => rank(left, names) - rank(right, names))
    .flatMap((place) => receivers.map((receiver) => changed(scenario, place, receiver)))
    .slice(0, MENDED_MAX);
}

/** The function itself, or what holds it. */
function functionsNamed(name: string): Shape[] {
  const called: Shape = { kind: 'function', name, returns: {}, passes: [] };
  return [called, { kind: 'object', fields: { [name]: called } }];
}

/** Values that have the property: objects with an ordinary one, and the language's own. */
function receiversWith(name: string): Shape[] {
  const object = (field: Shape): Shape => ({ kind: 'object', fields: { [name]: field } });
  const fields: Shape[] = [
    { kind: 'value', value: 1 },
    { kind: 'value', value: name },
    { kind: 'array', items: [{ kind: 'value', value: 1 }] },
    { kind: 'object', fields: {} },
  ];
  if (name in String.prototype)
    return [
      { kind: 'value', value: 'text' },
      { kind: 'array', items: [{ kind: 'value', value: 'text' }] },
    ];
  if (name in Array.prototype) return [{ kind: 'array', items: [{ kind: 'value', value: 1 }] }];
  return fields.map(object);
}

function badValues(
  whole: Shape,
  expected: ErrorKey,
  { badValue, listHolders }: Pick<Plan, 'badValue' | 'listHolders'>,
): Shape[] {
  if (badValue !== null) return [badValue];
  // The repository shows what the answer looks like: any other object without the method would be made up.
  if (listHolders.length > 0)
    return whole.kind === 'array'
      ? listHolders.map((holder): Shape => ({ kind: 'object', fields: { [holder]: whole } }))
      : [];
  if (expected.value !== null) return [expected.value === 'null' ? NULL : UNDEFINED];
  const object: Shape = { kind: 'object', fields: {} };
  if (expected.kind === 'callee') return [UNDEFINED, object];
  return [UNDEFINED, NULL, object, { kind: 'value', value: '' }, { kind: 'value', value: -1 }];
}

/** What stands at a place; null when the scenario has no such place. */
export function valueAt(scenario: Scenario, { root, path }: Pick<Place, 'root' | 'path'>): Shape | null {
  const whole = rootsOf(scenario).find(([name]) => name === root)?.[1];
  return whole === undefined ? null : shapeAt(whole, path);
}

function rootsOf(scenario: Scenario): [name: string, shape: Shape][] {
  return [
    ...scenario.arguments.map((shape, index): [string, Shape] => [`arguments.${index}`, shape]),
    ...(scenario.self === null ? [] : [['self', scenario.self] as [string, Shape]]),
    ...Object.entries(scenario.globals).map(([name, shape]): [string, Shape] => [`globals.${name}`, shape]),
    ...(scenario.fetch?.kind === 'json' ? [['fetch', scenario.fetch.body] as [string, Shape]] : []),
    ...Object.entries(scenario.sites).map(([key, shape]): [string, Shape] => [`sites.${key}`, shape]),
  ];
}

function placesOf(scenario: Scenario): Place[] {
  return rootsOf(scenario).flatMap(([root, shape]) =>
    pathsOf(shape).flatMap((path) => {
      const inner = shapeAt(shape, path);
      const replaceable = inner !== null && !(path.length === 0 && /^(?:self|globals)/.test(root));
      return replaceable ? [{ root, path, shape: inner }] : [];
    }),
  );
}

/** Small for places whose last name stands near the crash. */
function rank(place: Place, names: readonly string[]): number {
  const last = place.path.findLast((step) => typeof step === 'string' && step !== '');
  const known = typeof last === 'string' ? names.indexOf(last) : -1;
  return (known < 0 ? names.length : known) + place.path.length / 100;
}

export function withValue(scenario: Scenario, place: Place, value: Shape): Scenario {
  const dot = place.root.indexOf('.');
  const kind = dot < 0 ? place.root : place.root.slice(0, dot);
  const key = place.root.slice(dot + 1);
  const change = (shape: Shape): Shape => replaceAt(shape, place.path, value);
  switch (kind) {
    case 'arguments':
      return {
        ...scenario,
        arguments: scenario.arguments.map((shape, index) => (String(index) === key ? change(shape) : shape)),
      };
    case 'self':
      return { ...scenario, self: change(scenario.self ?? UNDEFINED) };
    case 'globals':
      return {
        ...scenario,
        globals: { ...scenario.globals, [key]: change(scenario.globals[key] ?? UNDEFINED) },
      };
    case 'sites':
      return { ...scenario, sites: { ...scenario.sites, [key]: change(scenario.sites[key] ?? UNDEFINED) } };
    default:
      return scenario.fetch?.kind === 'json'
        ? { ...scenario, fetch: { ...scenario.fetch, body: change(scenario.fetch.body) } }
        : scenario;
  }
}
