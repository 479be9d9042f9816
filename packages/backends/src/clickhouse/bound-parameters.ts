import { BugSageError } from '@bugsage/core';

/**
 * Reads the `param_*` values of ClickHouse's HTTP interface back into plain values, because chDB binds values, not the
 * escaped text. The type that the statement declares, as in `{name:Array(String)}`, decides how a value is read: the text
 * of a string may look like an array. Scalars arrive TSV-escaped, arrays as `['a\'b',1]`. Maps and tuples are refused: we
 * bind none.
 */
export function readBoundParameters(statement: string, search: URLSearchParams): Record<string, unknown> {
  const types = new Map([...statement.matchAll(DECLARATION)].map((match) => [match[1], match[2] ?? '']));
  const parameters: Record<string, unknown> = {};
  for (const [key, text] of search) {
    if (!key.startsWith('param_')) continue;
    const name = key.slice('param_'.length);
    parameters[name] = readParameter(text, types.get(name) ?? 'String');
  }
  return parameters;
}

const DECLARATION = /\{(\w+):\s*([A-Za-z0-9_(),' ]+)\}/g;

function readParameter(text: string, type: string): unknown {
  if (text === String.raw`\N`) return null;
  if (type.startsWith('Array(')) return readArray(text);
  if (/^(Map|Tuple)\(/.test(type)) {
    throw new BugSageError({
      kind: 'invalid_input',
      code: 'unsupported_parameter',
      message: 'The embedded engine binds scalars and flat arrays only.',
    });
  }
  return unescape(text);
}

const ELEMENT = /'((?:[^'\\]|\\.)*)'|([^',[\]]+)/gs;

function readArray(text: string): unknown[] {
  return [...text.slice(1, -1).matchAll(ELEMENT)].map((match) =>
    match[1] === undefined ? Number(match[2]) : unescape(match[1]),
  );
}

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.includes('\\')
    ? text.replaceAll(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character)
    : text;
}
