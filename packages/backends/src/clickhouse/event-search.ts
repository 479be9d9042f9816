import { containsPattern, likePattern, type SearchBound, type SearchTerm } from '@bugsage/core';
import { userHash } from '../user-hash.ts';
import { clickHouseTime } from './event-row.ts';

/** A condition with its bound parameters. No text of a search is a part of `sql`. */
export type EventCondition = { readonly sql: string; readonly parameters: Readonly<Record<string, unknown>> };

/** Fields of the search language that are not called like their column. */
const COLUMN_OF: Readonly<Record<string, string>> = { message: 'value' };

/** Columns a search may name. The list is here as well as in the catalogue, because column names cannot be bound. */
const COLUMNS: ReadonlySet<string> = new Set([
  'title',
  'value',
  'type',
  'culprit',
  'level',
  'source',
  'platform',
  'release',
  'environment',
  'transaction',
  'server_name',
  'event_id',
  'times_seen',
  'occurred_at',
]);

type Bind = (type: 'String' | 'Float64' | "DateTime64(3, 'UTC')" | 'Array(String)', value: unknown) => string;

/** Conditions on rows of `events`; `1` when there are none. */
export function eventSearch(terms: readonly SearchTerm[]): EventCondition {
  const parameters: Record<string, unknown> = {};
  const bind: Bind = (type, value) => {
    const name = `search_${Object.keys(parameters).length}`;
    parameters[name] = value;
    return `{${name}:${type}}`;
  };
  const conditions = terms.map((term) => {
    const condition = conditionOf(term, bind);
    return term.negated ? `NOT (${condition})` : `(${condition})`;
  });
  return { sql: conditions.join(' AND ') || '1', parameters };
}

function conditionOf(term: SearchTerm, bind: Bind): string {
  switch (term.kind) {
    case 'text': {
      const pattern = bind('String', containsPattern(term.text));
      // One by one: joining them first made a new text of every row.
      return ['title', 'value', 'culprit'].map((column) => `${column} ILIKE ${pattern}`).join(' OR ');
    }
    case 'match':
      return term.field === 'user'
        ? `user_hash IN ${bind('Array(String)', term.values.flatMap(userHashes))}`
        : term.values
            .map((value) => `${columnOf(term.field, bind)} ILIKE ${bind('String', likePattern(value))}`)
            .join(' OR ');
    case 'compare':
      return term.bounds.map((bound) => comparison(term.field, bound, bind)).join(' AND ');
    case 'has':
      return `${term.field === 'user' ? 'user_hash' : `toString(${columnOf(term.field, bind)})`} != ''`;
    case 'is':
      throw new Error(`Events have no state ${term.word}; the catalogue must not allow it.`);
  }
}

function comparison(field: string, { operator, value }: SearchBound, bind: Bind): string {
  const given =
    field === 'occurred_at' ? bind("DateTime64(3, 'UTC')", clickHouseTime(value)) : bind('Float64', value);
  return `${columnOf(field, bind)} ${operator} ${given}`;
}

function columnOf(field: string, bind: Bind): string {
  const tag = /^tags\.(.+)$/.exec(field)?.[1];
  if (tag !== undefined) return `tags[${bind('String', tag)}]`;
  const column = COLUMN_OF[field] ?? field;
  if (!COLUMNS.has(column)) throw new Error(`Events have no column for the field ${field}.`);
  return column;
}

/** Users are stored hashed. What people type may be the id, the address or the name that was hashed. */
function userHashes(value: string): string[] {
  const nobody = { id: null, email: null, username: null, ip_address: null, data: null };
  const users = [
    { ...nobody, id: value },
    { ...nobody, email: value },
    { ...nobody, username: value },
  ];
  return [value, ...users.map(userHash).filter((hash) => hash !== null)];
}
