/**
 * A value written down as data, so that the same one can be built in base and patched code, varied, and printed into a
 * test. `unknown` names stand for values the code only passes on.
 */
export type Shape =
  | { readonly kind: 'undefined' }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null; readonly unknown?: true }
  | { readonly kind: 'object'; readonly fields: Readonly<Record<string, Shape>> }
  | { readonly kind: 'array'; readonly items: readonly Shape[] }
  /** Answers by the first argument when it is a text or number, else with the answer for `''`. */
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly returns: Readonly<Record<string, Shape>>;
      /** Arguments for callbacks it is given. */
      readonly passes: readonly Shape[];
    }
  | { readonly kind: 'promise'; readonly value: Shape }
  | { readonly kind: 'date' }
  /** A text that holds a value as JSON: bodies of answers, stored texts. */
  | { readonly kind: 'json'; readonly value: Shape }
  /** In decimal digits, because JSON has no such number. */
  | { readonly kind: 'bigint'; readonly digits: string }
  /** The answer of a server, of which there can be one: whatever sets headers after it throws `error`. */
  | { readonly kind: 'answer'; readonly error: string };

export const UNDEFINED: Shape = { kind: 'undefined' };
export const NULL: Shape = { kind: 'value', value: null };

/** Steps from a shape to one inside of it. */
export type ShapePath = readonly (string | number)[];

/** Every place in a shape, outermost first. */
export function pathsOf(shape: Shape, prefix: ShapePath = []): ShapePath[] {
  return [prefix, ...childrenOf(shape).flatMap(([step, child]) => pathsOf(child, [...prefix, step]))];
}

export function shapeAt(shape: Shape, path: ShapePath): Shape | null {
  let at: Shape | undefined = shape;
  for (const step of path) {
    at = childrenOf(at).find(([key]) => key === step)?.[1];
    if (at === undefined) return null;
  }
  return at;
}

export function replaceAt(shape: Shape, path: ShapePath, replacement: Shape): Shape {
  const [step, ...rest] = path;
  if (step === undefined) return replacement;
  const change = (child: Shape | undefined): Shape => replaceAt(child ?? UNDEFINED, rest, replacement);
  if (shape.kind === 'object')
    return { ...shape, fields: { ...shape.fields, [step]: change(shape.fields[step]) } };
  if (shape.kind === 'function')
    return { ...shape, returns: { ...shape.returns, [step]: change(shape.returns[step]) } };
  if (shape.kind === 'promise' || shape.kind === 'json') return { ...shape, value: change(shape.value) };
  if (shape.kind !== 'array') return shape;
  return { ...shape, items: shape.items.map((item, index) => (index === step ? change(item) : item)) };
}

/** The list at a path without one of its items; null when there is no list. */
export function removeAt(shape: Shape, path: ShapePath, index: number): Shape | null {
  const list = shapeAt(shape, path);
  if (list?.kind !== 'array') return null;
  return replaceAt(shape, path, { ...list, items: list.items.filter((_, at) => at !== index) });
}

function childrenOf(shape: Shape): [string | number, Shape][] {
  if (shape.kind === 'object') return Object.entries(shape.fields);
  if (shape.kind === 'function') return Object.entries(shape.returns);
  if (shape.kind === 'promise' || shape.kind === 'json') return [['value', shape.value]];
  return shape.kind === 'array' ? shape.items.map((item, index) => [index, item]) : [];
}
