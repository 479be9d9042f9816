import { likePattern, type SearchBound, type SearchTerm } from '@bugsage/core';
import { hasWords } from './issue-words.ts';
import type { PendingQuery, Queryable, Row } from './postgres-client.ts';

type Fragment = PendingQuery<Row[]>;

/** Fields of the search language that are not called like their column. */
const COLUMN_OF: Readonly<Record<string, string>> = {
  message: 'value',
  release: 'last_release',
  environment: 'last_environment',
  events: 'event_count',
  users: 'users_affected',
  confidence: 'analysis_confidence',
};

/** Columns of times; their bounds are Unix milliseconds. */
const TIMES: ReadonlySet<string> = new Set(['first_seen', 'last_seen', 'resolved_at']);

/** Conditions on rows of `issues`, each with a leading AND. All values are bound; names of columns come from our catalogue. */
export function issueSearch(sql: Queryable, terms: readonly SearchTerm[]): Fragment {
  return terms.reduce<Fragment>(
    (all, term) => {
      const condition = conditionOf(sql, term);
      // An unknown value (NULL) is no match, so its negation is one.
      return term.negated ? sql`${all} AND NOT coalesce(${condition}, false)` : sql`${all} AND ${condition}`;
    },
    sql``,
  );
}

function conditionOf(sql: Queryable, term: SearchTerm): Fragment {
  switch (term.kind) {
    case 'text':
      return hasWords(sql, term.text);
    case 'match':
      return sql`${valueOf(sql, term.field)} ILIKE ANY(${term.values.map(likePattern)}::text[])`;
    case 'compare':
      return term.bounds
        .map((bound) => comparison(sql, term.field, bound))
        .reduce((all, condition) => sql`${all} AND ${condition}`, sql`true`);
    case 'has':
      return sql`coalesce(${valueOf(sql, term.field)}::text, '') <> ''`;
    case 'is':
      return stateCondition(sql, term.word);
  }
}

function comparison(sql: Queryable, field: string, { operator, value }: SearchBound): Fragment {
  const column = valueOf(sql, field);
  const given = TIMES.has(field) ? sql`to_timestamp(${value / 1_000})` : sql`${value}::double precision`;
  switch (operator) {
    case '=':
      return sql`${column} = ${given}`;
    case '>':
      return sql`${column} > ${given}`;
    case '>=':
      return sql`${column} >= ${given}`;
    case '<':
      return sql`${column} < ${given}`;
    case '<=':
      return sql`${column} <= ${given}`;
  }
}

function stateCondition(sql: Queryable, word: string): Fragment {
  switch (word) {
    case 'unresolved':
      return sql`status NOT IN ('resolved', 'ignored')`;
    case 'resolved':
    case 'ignored':
      return sql`status = ${word}`;
    case 'assigned':
      return sql`assignee IS NOT NULL`;
    case 'unassigned':
      return sql`assignee IS NULL`;
    case 'analyzed':
      return sql`analysis_confidence IS NOT NULL`;
    default:
      return sql`substatus = ${word}`;
  }
}

function valueOf(sql: Queryable, field: string): Fragment {
  const tag = /^tags\.(.+)$/.exec(field)?.[1];
  if (tag !== undefined) return sql`(tags ->> ${tag})`;
  return sql`${sql(COLUMN_OF[field] ?? field)}`;
}
