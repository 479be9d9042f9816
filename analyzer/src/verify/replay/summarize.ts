import type { Summary } from './plan.ts';

const DEPTH_MAX = 6;
const ITEMS_MAX = 50;
const TEXT_MAX = 500;

const LENGTH_MAX = 10_000;

/** As `summarize`, with a bound on the whole. */
export function summarizeBounded(value: unknown): Summary {
  const summary = summarize(value);
  const text = JSON.stringify(summary);
  return text.length <= LENGTH_MAX ? summary : { $: 'large', start: text.slice(0, LENGTH_MAX) };
}

/** A bounded description of any value; never throws, equal for values that look the same. */
export function summarize(value: unknown, depth = 0, seen: readonly object[] = []): Summary {
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'string') return value.length > TEXT_MAX ? `${value.slice(0, TEXT_MAX)}…` : value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: String(value) };
  if (typeof value === 'function') return { $: 'function' };
  if (typeof value === 'symbol' || typeof value === 'bigint') return { $: String(value) };
  if (typeof value !== 'object') return { $: 'undefined' };
  if (seen.includes(value)) return { $: 'circular' };
  if (depth >= DEPTH_MAX) return { $: 'deep' };
  try {
    return summarizeObject(value, (inner) => summarize(inner, depth + 1, [...seen, value]));
  } catch {
    return { $: 'unreadable' };
  }
}

function summarizeObject(value: object, inner: (value: unknown) => Summary): Summary {
  if (Array.isArray(value)) return value.slice(0, ITEMS_MAX).map(inner);
  if (value instanceof Promise) return { $: 'Promise' };
  if (value instanceof Date) return { $: 'Date', value: String(value) };
  if (value instanceof RegExp || value instanceof URL)
    return { $: value.constructor.name, value: String(value) };
  if (value instanceof Map) return { $: 'Map', value: inner([...value].slice(0, ITEMS_MAX)) };
  if (value instanceof Set) return { $: 'Set', value: inner([...value].slice(0, ITEMS_MAX)) };
  if (value instanceof Error) return { $: 'Error', name: value.name, message: inner(value.message) };
  const entries = Object.entries(value)
    .slice(0, ITEMS_MAX)
    .map(([key, field]) => [key, inner(field)] as const);
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  const known = typeof name !== 'string' || name === 'Object' ? [] : [['$', name] as const];
  return Object.fromEntries([...known, ...entries]);
}
