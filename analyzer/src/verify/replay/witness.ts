import type { Summary } from './plan.ts';
import type { Shape } from './shape.ts';

/**
 * Whether a real result shows that a made-up one is possible: the same kind, and everything the made-up one has. A
 * replaced result that no real call was seen to give may be one that never happens, and proves nothing.
 */
export function isWitnessed(madeUp: Shape, seen: readonly Summary[]): boolean {
  return seen.some((real) => fits(madeUp, real));
}

function fits(madeUp: Shape, real: Summary): boolean {
  switch (madeUp.kind) {
    case 'undefined':
      return tagOf(real) === 'undefined';
    case 'value':
      // Of a value the code only passes on, nothing is claimed but that there is one.
      if (madeUp.unknown === true) return tagOf(real) !== 'undefined' && real !== null;
      return madeUp.value === null ? real === null : fitsPlain(madeUp.value, real);
    case 'array':
      return Array.isArray(real) && madeUp.items.every((item) => isWitnessed(item, real));
    case 'object':
      return isRecord(real) && hasAll(madeUp.fields, real);
    case 'function':
      return tagOf(real) === 'function';
    case 'date':
      return tagOf(real) === 'Date';
    case 'json':
      return typeof real === 'string';
    case 'bigint':
    case 'answer':
      return false;
    case 'promise':
      // Results of calls are looked at when they have settled.
      return fits(madeUp.value, real);
  }
}

/** What is only added to something may be a text or a number. */
function fitsPlain(madeUp: string | number | boolean, real: Summary): boolean {
  const isBoolean = typeof madeUp === 'boolean';
  return isBoolean ? typeof real === 'boolean' : typeof real === 'string' || typeof real === 'number';
}

/** What is left out may be there. */
function hasAll(fields: Readonly<Record<string, Shape>>, real: Readonly<Record<string, Summary>>): boolean {
  return Object.entries(fields).every(([name, shape]) => {
    const other = real[name];
    return other === undefined ? shape.kind === 'undefined' : fits(shape, other);
  });
}

function isRecord(value: Summary): value is Readonly<Record<string, Summary>> {
  const tag = tagOf(value);
  return typeof value === 'object' && value !== null && !Array.isArray(value) && tag !== 'undefined';
}

/** The class of an object, or the name of a value that is no JSON. */
function tagOf(value: Summary): string | null {
  if (typeof value !== 'object' || value === null || !('$' in value)) return null;
  return typeof value.$ === 'string' ? value.$ : null;
}
