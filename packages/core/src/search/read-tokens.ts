import { SEARCH_LIMITS } from './limits.ts';
import { searchError } from './search-error.ts';

/** A part of a search text as it was written. `key` is null for free text. */
export type SearchToken = {
  /** Character of the text, from 1. */
  readonly position: number;
  readonly negated: boolean;
  readonly key: string | null;
  readonly values: readonly SearchValue[];
  readonly isList: boolean;
};

/** `quoted` values have no operators and no wildcards: they mean themselves. */
export type SearchValue = { readonly text: string; readonly quoted: boolean };

const KEY = /^[A-Za-z_][\w.-]*$/;

/** Cuts a search text into its parts in one pass. Throws `invalid_search`. */
export function readTokens(text: string): SearchToken[] {
  const tokens: SearchToken[] = [];
  let at = 0;
  while (at < text.length) {
    if (isSpace(text[at])) {
      at += 1;
      continue;
    }
    if (tokens.length === SEARCH_LIMITS.termsMax) {
      throw searchError(at + 1, `at most ${SEARCH_LIMITS.termsMax} conditions can be combined.`);
    }
    const { token, end } = readToken(text, at);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

function readToken(text: string, start: number): { token: SearchToken; end: number } {
  const negated = text[start] === '!' && !isSpace(text[start + 1]);
  const from = negated ? start + 1 : start;
  const key = readKey(text, from);
  const valueStart = key === null ? from : from + key.length + 1;
  const isList = key !== null && text[valueStart] === '[';
  const { values, end } = isList ? readList(text, valueStart) : readOne(text, valueStart);
  return { token: { position: start + 1, negated, key, values, isList }, end };
}

/** The word before a colon that is followed by a value; `Error: text` is two words of free text. */
function readKey(text: string, from: number): string | null {
  let colon = from;
  while (colon < text.length && text[colon] !== ':' && !isSpace(text[colon]) && text[colon] !== '"')
    colon += 1;
  if (text[colon] !== ':' || colon + 1 >= text.length || isSpace(text[colon + 1])) return null;
  const key = text.slice(from, colon);
  return KEY.test(key) ? key : null;
}

function readOne(text: string, start: number): { values: SearchValue[]; end: number } {
  if (text[start] === '"') {
    const { value, end } = readQuoted(text, start);
    return { values: [value], end };
  }
  let end = start;
  while (end < text.length && !isSpace(text[end])) end += 1;
  return { values: [{ text: text.slice(start, end), quoted: false }], end };
}

function readList(text: string, start: number): { values: SearchValue[]; end: number } {
  const values: SearchValue[] = [];
  let at = start + 1;
  for (;;) {
    while (isSpace(text[at])) at += 1;
    const { value, end } = text[at] === '"' ? readQuoted(text, at) : readListWord(text, at);
    if (value.text === '' && !value.quoted) throw searchError(at + 1, 'a value is missing in the list.');
    values.push(value);
    if (values.length > SEARCH_LIMITS.valuesMax) {
      throw searchError(start + 1, `a list can have at most ${SEARCH_LIMITS.valuesMax} values.`);
    }
    at = end;
    while (isSpace(text[at])) at += 1;
    if (text[at] === ']') return { values, end: at + 1 };
    if (text[at] !== ',') throw searchError(start + 1, 'the list has no closing "]".');
    at += 1;
  }
}

function readListWord(text: string, start: number): { value: SearchValue; end: number } {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== ']') end += 1;
  return { value: { text: text.slice(start, end).trim(), quoted: false }, end };
}

function readQuoted(text: string, start: number): { value: SearchValue; end: number } {
  let value = '';
  let at = start + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) at += 1;
    value += text[at];
    at += 1;
  }
  if (at >= text.length) throw searchError(start + 1, 'the quoted text has no closing quote.');
  return { value: { text: value, quoted: true }, end: at + 1 };
}

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
