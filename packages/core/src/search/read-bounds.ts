import type { SearchBound, SearchOperator } from './search-term.ts';

const OPERATORS: readonly SearchOperator[] = ['>=', '<=', '>', '<', '='];
const NUMBER = /^-?\d{1,15}(\.\d{1,6})?$/;
const AGE = /^([-+])(\d{1,5})([mhdw])$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const UNIT_MS: Readonly<Record<string, number>> = {
  m: MINUTE_MS,
  h: 60 * MINUTE_MS,
  d: DAY_MS,
  w: 7 * DAY_MS,
};

/** `5`, `>5`, `5..9` (both ends included). Null when it is no number. */
export function readNumberBounds(text: string): readonly SearchBound[] | null {
  const range = /^(.+?)\.\.(.+)$/.exec(text);
  if (range !== null) {
    const [from, to] = [readNumber(range[1]), readNumber(range[2])];
    return from === null || to === null
      ? null
      : [
          { operator: '>=', value: from },
          { operator: '<=', value: to },
        ];
  }
  const { operator, rest } = splitOperator(text);
  const value = readNumber(rest);
  return value === null ? null : [{ operator, value }];
}

/**
 * `-24h` (in the last 24 hours), `+7d` (longer than 7 days ago), a date (that day in UTC) or moment (ISO 8601 with zone),
 * with an operator or as `a..b`. Null when it is none of them. `now` in Unix milliseconds.
 */
export function readTimeBounds(text: string, now: number): readonly SearchBound[] | null {
  const age = AGE.exec(text);
  if (age !== null) {
    const value = now - Number(age[2]) * (UNIT_MS[age[3] ?? ''] ?? 0);
    return [{ operator: age[1] === '-' ? '>=' : '<', value }];
  }
  const range = /^(.+?)\.\.(.+)$/.exec(text);
  if (range !== null) {
    const [from, to] = [readSpan(range[1]), readSpan(range[2])];
    return from === null || to === null
      ? null
      : [
          { operator: '>=', value: from.first },
          { operator: '<=', value: to.last },
        ];
  }
  const { operator, rest } = splitOperator(text);
  const span = readSpan(rest);
  return span === null ? null : boundsOfSpan(operator, span);
}

type Span = { readonly first: number; readonly last: number };

/** A date means all its milliseconds: after it begins when it has ended. */
function boundsOfSpan(operator: SearchOperator, { first, last }: Span): readonly SearchBound[] {
  if (operator === '>') return [{ operator, value: last }];
  if (operator === '>=') return [{ operator, value: first }];
  if (operator === '<') return [{ operator, value: first }];
  if (operator === '<=') return [{ operator, value: last }];
  return [
    { operator: '>=', value: first },
    { operator: '<=', value: last },
  ];
}

function readSpan(text: string | undefined): Span | null {
  if (text === undefined) return null;
  if (!DATE.test(text) && !MOMENT.test(text)) return null;
  const first = Date.parse(text);
  if (Number.isNaN(first)) return null;
  return { first, last: DATE.test(text) ? first + DAY_MS - 1 : first };
}

function splitOperator(text: string): { operator: SearchOperator; rest: string } {
  const operator = OPERATORS.find((sign) => text.startsWith(sign));
  return operator === undefined
    ? { operator: '=', rest: text }
    : { operator, rest: text.slice(operator.length) };
}

function readNumber(text: string | undefined): number | null {
  return text !== undefined && NUMBER.test(text) ? Number(text) : null;
}
