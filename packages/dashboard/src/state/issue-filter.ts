import { useSearchParams } from 'react-router';
import { ISSUE_SORTS, ISSUE_TABS, type IssueFilter } from '../api/issue-list.ts';
import { SEVERITIES_URGENT_FIRST } from '../format/issue-words.ts';

/** The list's filter lives in the address, so that it can be shared and the back button works. */
export function useIssueFilter(projectId: number) {
  const [parameters, setParameters] = useSearchParams();
  const filter: IssueFilter = {
    projectId,
    tab: oneOf(ISSUE_TABS, parameters.get('status')) ?? 'open',
    severity: oneOf(SEVERITIES_URGENT_FIRST, parameters.get('severity')),
    search: parameters.get('search') ?? '',
    query: parameters.get('query') ?? '',
    sort: oneOf(ISSUE_SORTS, parameters.get('sort')) ?? 'last_seen',
    page: Math.max(1, Math.trunc(Number(parameters.get('page'))) || 1),
  };
  /** Any change but of the page itself starts again at page 1. */
  const change = (changes: { readonly [name: string]: string | null }) => {
    setParameters((before) => {
      const next = new URLSearchParams(before);
      if (!('page' in changes)) next.delete('page');
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === '') next.delete(name);
        else next.set(name, value);
      }
      return next;
    });
  };
  return { filter, change };
}

function oneOf<Word extends string>(words: readonly Word[], text: string | null): Word | null {
  return words.find((word) => word === text) ?? null;
}
