import { SEARCH_LIMITS } from './limits.ts';
import { readNumberBounds, readTimeBounds } from './read-bounds.ts';
import { readTokens, type SearchToken, type SearchValue } from './read-tokens.ts';
import { searchError } from './search-error.ts';
import type { SearchCatalogue, SearchField, SearchTerm } from './search-term.ts';

/**
 * Reads the one search language of issues and events (docs/search.md): `field:value`, `field:[a,b]`, `field:>5`,
 * `field:-24h`, `has:field`, `is:state`, free text, and `!` before any of them. All conditions must hold.
 *
 * The result is data for bound parameters; no part of the text ever becomes a part of a query. Throws `BugSageError`
 * `invalid_search` that names the character, what is wrong and what is allowed. `now` in Unix milliseconds.
 */
export function parseSearch(text: string, catalogue: SearchCatalogue, now: number): SearchTerm[] {
  if (text.length > SEARCH_LIMITS.lengthMax) {
    throw searchError(SEARCH_LIMITS.lengthMax, `a search has at most ${SEARCH_LIMITS.lengthMax} characters.`);
  }
  if (text.includes('\0')) throw searchError(text.indexOf('\0') + 1, 'NUL cannot be searched for.');
  return readTokens(text).map((token) => readTerm(token, catalogue, now));
}

function readTerm(token: SearchToken, catalogue: SearchCatalogue, now: number): SearchTerm {
  const { negated, key, position } = token;
  if (key === null) return { kind: 'text', negated, text: token.values[0]?.text ?? '' };
  if (key === 'is') return readState(token, catalogue);
  if (key === 'has') {
    const field = oneValue(token).text;
    fieldOf(field, catalogue, position);
    return { kind: 'has', negated, field };
  }
  const field = fieldOf(key, catalogue, position);
  if (field.kind === 'number' || field.kind === 'time') return readComparison(token, key, field, now);
  return {
    kind: 'match',
    negated,
    field: key,
    values: token.values.map((value) => readMatch(value, token, field)),
  };
}

function readState(token: SearchToken, { states }: SearchCatalogue): SearchTerm {
  const word = oneValue(token).text;
  if (!states.includes(word)) {
    throw searchError(token.position, `"is:${word}" is not known. Allowed: ${states.join(', ')}.`);
  }
  return { kind: 'is', negated: token.negated, word };
}

function readComparison(token: SearchToken, key: string, field: SearchField, now: number): SearchTerm {
  const { text } = oneValue(token);
  const bounds = field.kind === 'number' ? readNumberBounds(text) : readTimeBounds(text, now);
  if (bounds !== null) return { kind: 'compare', negated: token.negated, field: key, bounds };
  const examples =
    field.kind === 'number'
      ? '5, >=5 or 5..9'
      : '-24h, +7d, 2026-01-31, >2026-01-31T12:00:00Z or two of them with ..';
  throw searchError(token.position, `"${key}" needs ${examples}.`);
}

function readMatch(value: SearchValue, token: SearchToken, field: SearchField): string {
  if (field.kind === 'words' && !field.words.includes(value.text)) {
    throw searchError(token.position, `"${token.key}" is one of ${field.words.join(', ')}.`);
  }
  // A quoted star is a star; `\*` says so to those who match.
  const pattern = value.quoted
    ? value.text.replaceAll(/[\\*]/g, String.raw`\$&`)
    : value.text.replaceAll('\\', '\\\\');
  if (!value.quoted && value.text.split('*').length - 1 > SEARCH_LIMITS.wildcardsMax) {
    throw searchError(token.position, `a value can have at most ${SEARCH_LIMITS.wildcardsMax} "*".`);
  }
  return pattern;
}

function oneValue(token: SearchToken): SearchValue {
  const [value] = token.values;
  if (value === undefined || token.isList)
    throw searchError(token.position, `"${token.key}" takes one value.`);
  return value;
}

function fieldOf(name: string, { fields }: SearchCatalogue, position: number): SearchField {
  if (Object.hasOwn(fields, name) && fields[name] !== undefined) return fields[name];
  if (/^tags\..{1,200}$/.test(name)) return { kind: 'text' };
  throw searchError(
    position,
    `there is no field "${name}". Allowed: ${Object.keys(fields).join(', ')}, tags.<key>, has, is. Put free text with a colon in quotes.`,
  );
}
