/** What has a meaning in ClickHouse's TabSeparated format, and what it is written as. */
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': String.raw`\\`,
  '\t': String.raw`\t`,
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\0': String.raw`\0`,
  "'": String.raw`\'`,
};

/** A cell that holds text. Most texts hold nothing to escape. */
export function tabSeparatedText(text: string): string {
  return SPECIAL.test(text) ? text.replaceAll(EVERY_SPECIAL, escape) : text;
}

/** A cell that holds JSON text: of what has a meaning it can hold nothing but backslashes. */
export function tabSeparatedJson(json: string): string {
  return json.includes('\\') ? json.replaceAll('\\', ESCAPED_BACKSLASH) : json;
}

const ESCAPED_BACKSLASH = String.raw`\\`;
const SPECIAL = /[\\\t\n\r\0]/;
const EVERY_SPECIAL = /[\\\t\n\r\0]/g;

/** A cell that holds `Map(String, String)`: `{'a':'b'}`. The last of two equal keys counts. */
export function tabSeparatedMap(pairs: readonly (readonly [string, string])[]): string {
  if (pairs.length === 0) return '{}';
  return `{${Array.from(new Map(pairs), ([key, value]) => `${quoted(key)}:${quoted(value)}`).join(',')}}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll(EVERY_SPECIAL_QUOTED, escape)}'`;
}

const EVERY_SPECIAL_QUOTED = /[\\\t\n\r\0']/g;

function escape(character: string): string {
  return ESCAPES[character] ?? character;
}
