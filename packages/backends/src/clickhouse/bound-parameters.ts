import { BugSageError } from '@bugsage/core';

/**
 * Reads the `param_*` values of ClickHouse's HTTP interface back into plain values, because chDB binds values, not the
 * escaped text. Scalars arrive TSV-escaped, arrays as `['a\'b',1]`. Maps and tuples are refused: we bind none.
 */
export function readBoundParameters(search: URLSearchParams): Record<string, unknown> {
  const parameters: Record<string, unknown> = {};
  for (const [key, text] of search) {
    if (key.startsWith('param_')) parameters[key.slice('param_'.length)] = readParameter(text);
  }
  return parameters;
}

function readParameter(text: string): unknown {
  if (text === String.raw`\N`) return null;
  if (text.startsWith('[') && text.endsWith(']')) return readArray(text);
  if (text.startsWith('{') || text.startsWith('(')) {
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
