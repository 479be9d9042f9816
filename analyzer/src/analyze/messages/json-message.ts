/** What an engine says about text that is not JSON. */
export type JsonMessage = {
  /** `html` when the text starts like a page, `empty` when it ends too early, `undefined` when there was no text. */
  readonly found: 'html' | 'empty' | 'undefined' | 'other';
};

const HTML = /Unexpected token '?<'?|Unrecognized token '<'|<!doctype|<html/i;
const EMPTY = /Unexpected end of (?:JSON )?input|Unexpected EOF|unexpected end of data/i;
const NOT_JSON =
  /in JSON at position|is not valid JSON|^(?:SyntaxError: )?JSON\.parse: |JSON Parse error|invalid json response body|Unexpected end of JSON input/;

export function parseJsonMessage(type: string, message: string): JsonMessage | null {
  const line = message.split('\n', 1)[0] ?? '';
  const pageToken = type === 'SyntaxError' && /^Unexpected token '?<'?/.test(line);
  if (!NOT_JSON.test(line) && !pageToken) return null;
  if (/"undefined" is not valid JSON|Unexpected token u in JSON at position 0/.test(line))
    return { found: 'undefined' };
  if (HTML.test(line)) return { found: 'html' };
  return { found: EMPTY.test(line) ? 'empty' : 'other' };
}
