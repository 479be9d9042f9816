/**
 * Puts the `param_*` values of ClickHouse's HTTP interface into a statement, at `{name:Type}`. chDB can bind values too, but one
 * statement at a time in the whole process: bound reads would wait for each other, and for the slowest of them.
 *
 * No value can end its text: of what is written here for it, only letters, digits and the escapes `\xHH` come from the value.
 * Scalars arrive TSV-escaped, arrays as `['a\'b',1]`. Maps and tuples are refused: we bind none.
 *
 * Throws for a value that is missing. Imports nothing: the engine's process is small, and the rest of the product is not.
 */
export function withParameters(statement: string, search: URLSearchParams): string {
  return statement.replaceAll(TEXT_OR_PLACEHOLDER, (found, name?: string, type?: string) => {
    if (name === undefined || type === undefined) return found;
    const value = search.get(`param_${name}`);
    if (value === null) throw new Error(`The statement has no value for ${name}.`);
    return `CAST(${literalOf(value, type)}, ${quote(type)})`;
  });
}

/** A quoted text, in which nothing is a placeholder, or a placeholder with its name and its type. */
const TEXT_OR_PLACEHOLDER = /'(?:[^'\\]|\\.)*'|\{(\w+):\s*([A-Za-z0-9_(),' ]+)\}/gs;

function literalOf(text: string, type: string): string {
  if (text === String.raw`\N`) return 'NULL';
  if (type.startsWith('Array(')) return `[${elementsOf(text).map(quote).join(',')}]`;
  if (/^(Map|Tuple)\(/.test(type)) throw new Error('The embedded engine binds scalars and flat arrays only.');
  return quote(unescape(text));
}

/** A text of SQL without a character that means something in it, as ClickHouse reads it back. */
function quote(text: string): string {
  const escaped = text.replaceAll(/[^A-Za-z0-9]+/g, (characters) =>
    Buffer.from(characters)
      .toString('hex')
      .replaceAll(/../g, (byte) => `\\x${byte}`),
  );
  return `'${escaped}'`;
}

const ELEMENT = /'((?:[^'\\]|\\.)*)'|([^',[\]]+)/gs;

function elementsOf(text: string): string[] {
  return [...text.slice(1, -1).matchAll(ELEMENT)].map(([, quoted, bare]) => bare ?? unescape(quoted ?? ''));
}

const ESCAPES: Readonly<Record<string, string>> = { '0': '\0', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

function unescape(text: string): string {
  return text.includes('\\')
    ? text.replaceAll(/\\(.)/gs, (_, character: string) => ESCAPES[character] ?? character)
    : text;
}
