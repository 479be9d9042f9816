import type { IssueFilter, IssueTab } from '../api/issue-list.ts';
import { quotedSearch } from './quoted-search.ts';

const TAB_TERMS: { readonly [Tab in IssueTab]: string } = {
  open: 'is:unresolved',
  resolved: 'is:resolved',
  ignored: 'is:ignored',
  all: '',
};

/** What the list shows, in the search language: the same for everybody who opens it, or asks the API with it. */
export function viewQuery({ query, tab, severity, search }: IssueFilter): string {
  const terms = [
    query,
    TAB_TERMS[tab],
    severity === null ? '' : `severity:${severity}`,
    search === '' ? '' : quotedSearch(search),
  ];
  return terms.filter((term) => term !== '').join(' ');
}
