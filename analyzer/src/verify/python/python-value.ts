import type { Json } from '@bugsage/core';

/** A value as the replay program builds it: plain JSON, or an object that says what it is in `$`. */
export type PythonValue =
  | null
  | boolean
  | number
  | string
  | { readonly $: 'list'; readonly items: readonly PythonValue[] }
  | { readonly $: 'dict'; readonly items: readonly (readonly [string | number, PythonValue])[] }
  | { readonly $: 'function'; readonly returns: PythonValue }
  /** The object or dictionary around it: data that refers to itself. */
  | { readonly $: 'up' }
  /** The path of a file with that text. */
  | { readonly $: 'file'; readonly text: string }
  /** What a client of HTTP gives. */
  | {
      readonly $: 'answer';
      readonly failed: boolean;
      readonly body: PythonValue;
      readonly fields: Readonly<Record<string, PythonValue>>;
      readonly methods: Readonly<Record<string, PythonValue>>;
    }
  | {
      readonly $: 'object';
      readonly fields: Readonly<Record<string, PythonValue>>;
      readonly methods: Readonly<Record<string, PythonValue>>;
    };

/** One call. */
export type PythonScenario = { readonly arguments: readonly PythonValue[]; readonly self: PythonValue };

/** What an SDK sent of a variable. */
export function pythonValue(sent: Json): PythonValue {
  if (typeof sent !== 'object' || sent === null) return sent;
  if (Array.isArray(sent)) return { $: 'list', items: sent.map(pythonValue) };
  return { $: 'dict', items: Object.entries(sent).map(([key, value]) => [key, pythonValue(value)] as const) };
}

/** As people write it in Python; null for what is no plain data. */
export function printPython(value: unknown): string | null {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value !== 'object' || !('$' in value) || !('items' in value) || !Array.isArray(value.items))
    return null;
  const items = value.items as readonly unknown[];
  if (value.$ === 'dict') {
    const pairs = items.map((pair) => (Array.isArray(pair) ? pair.map(printPython) : [null]));
    if (pairs.some((pair) => pair.includes(null))) return null;
    return `{${pairs.map(([key, inner]) => `${key ?? ''}: ${inner ?? ''}`).join(', ')}}`;
  }
  const printed = items.map(printPython);
  if (printed.includes(null)) return null;
  if (value.$ === 'list') return `[${printed.join(', ')}]`;
  return value.$ === 'tuple' ? `(${printed.join(', ')}${printed.length === 1 ? ',' : ''})` : null;
}
