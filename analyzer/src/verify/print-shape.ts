import type { Summary } from './replay/plan.ts';
import type { Shape } from './replay/shape.ts';

const WIDTH = 96;

/** A shape as JavaScript a person would write. */
export function printShape(shape: Shape, indent = ''): string {
  switch (shape.kind) {
    case 'undefined':
      return 'undefined';
    case 'value':
      return printPrimitive(shape.value);
    case 'date':
      return 'new Date(0)';
    case 'promise':
      return `Promise.resolve(${printShape(shape.value, indent)})`;
    case 'array':
      return printList(
        '[',
        shape.items.map((item) => printShape(item, `${indent}  `)),
        ']',
        indent,
      );
    case 'object':
      return printFields(given(shape.fields), indent);
    case 'json':
      return `JSON.stringify(${printShape(shape.value, indent)})`;
    case 'bigint':
      return `${shape.digits}n`;
    case 'answer':
      return printAnswer(shape.error);
    case 'function':
      return printFunction(given(shape.returns), indent);
  }
}

/** A plain result as JavaScript; null for what a literal cannot say. */
export function printSummary(summary: Summary, indent = ''): string | null {
  if (summary === null || typeof summary !== 'object') return printPrimitive(summary);
  if (Array.isArray(summary)) {
    const items = summary.map((item: Summary) => printSummary(item, `${indent}  `));
    return items.some((item) => item === null) ? null : printList('[', items as string[], ']', indent);
  }
  if ('$' in summary) return summary['$'] === 'undefined' ? 'undefined' : null;
  const fields = Object.entries(summary).map(([key, value]) => {
    const text = printSummary(value, `${indent}  `);
    return text === null ? null : `${printKey(key)}: ${text}`;
  });
  return fields.some((field) => field === null) ? null : printList('{ ', fields as string[], ' }', indent);
}

/** The least that answers once. */
function printAnswer(error: string): string {
  const text = printPrimitive(error);
  return `(() => {
    let isSent = false;
    const answer = new Proxy({}, {
      get: (_target, name) => (...values) => {
        if (isSent && name !== 'end') throw new Error(${text});
        isSent ||= /^(?:json|send|end|redirect|render)/.test(String(name));
        return answer;
      },
    });
    return answer;
  })()`;
}

function printFunction(returns: readonly (readonly [string, Shape])[], indent: string): string {
  const [only] = returns;
  if (only === undefined) return '() => undefined';
  const inner = `${indent}  `;
  if (returns.length === 1 && only[0] === '') {
    const text = printShape(only[1], indent);
    return text.startsWith('{') ? `() => (${text})` : `() => ${text}`;
  }
  const fields = returns.map(([key, shape]) => `${printPrimitive(key)}: ${printShape(shape, inner)}`);
  return `(key) => (${printList('{ ', fields, ' }', indent)})[key]`;
}

function printFields(fields: readonly (readonly [string, Shape])[], indent: string): string {
  if (fields.length === 0) return '{}';
  const texts = fields.map(([key, shape]) => `${printKey(key)}: ${printShape(shape, `${indent}  `)}`);
  return printList('{ ', texts, ' }', indent);
}

/** Left-out fields are how a test says that something is missing. */
function given(fields: Readonly<Record<string, Shape>>): (readonly [string, Shape])[] {
  return Object.entries(fields).filter(([, shape]) => shape.kind !== 'undefined');
}

function printList(open: string, parts: readonly string[], close: string, indent: string): string {
  if (parts.length === 0) return open.trim() + close.trim();
  const line = open + parts.join(', ') + close;
  if (line.length + indent.length <= WIDTH && !line.includes('\n')) return line;
  const inner = `${indent}  `;
  return `${open.trim()}\n${parts.map((part) => `${inner}${part},\n`).join('')}${indent}${close.trim()}`;
}

function printKey(key: string): string {
  // In quotes too it would set the prototype.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : printPrimitive(key);
}

export function printPrimitive(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  // JSON escapes all that could end a text; only the kind of quote changes.
  const text = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${text.replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}'`;
}
