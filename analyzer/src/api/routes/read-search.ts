import { parseSearch, type SearchCatalogue, type SearchTerm } from '@bugsage/core';
import type { FastifyRequest } from 'fastify';
import { callerOf } from '../auth/caller.ts';

/** The terms of a search of this caller: `assignee:me` is the caller. Throws `invalid_search`. */
export function readSearch(
  request: FastifyRequest,
  search: { text: string | undefined; catalogue: SearchCatalogue; now: number },
): SearchTerm[] {
  const { email } = callerOf(request).user;
  return parseSearch(search.text ?? '', search.catalogue, search.now).map((term) =>
    term.kind === 'match' && term.field === 'assignee'
      ? { ...term, values: term.values.map((value) => (value === 'me' ? email : value)) }
      : term,
  );
}
