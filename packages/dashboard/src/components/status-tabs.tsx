import { Link, useLocation } from 'react-router';
import { ISSUE_TABS, type IssueTab } from '../api/issue-list.ts';
import { exactCount } from '../format/number.ts';

const WORDS: { readonly [Tab in IssueTab]: string } = {
  open: 'Open',
  resolved: 'Resolved',
  ignored: 'Ignored',
  all: 'All',
};

type Properties = {
  readonly current: IssueTab;
  readonly counts: { readonly [Tab in IssueTab]: number } | null;
};

/** Links, not ARIA tabs: each is an address that can be shared. */
export function StatusTabs({ current, counts }: Properties) {
  const { search } = useLocation();
  return (
    <nav className="tabs" aria-label="Status">
      {ISSUE_TABS.map((tab) => {
        const parameters = new URLSearchParams(search);
        parameters.delete('page');
        if (tab === 'open') parameters.delete('status');
        else parameters.set('status', tab);
        return (
          <Link
            key={tab}
            className="tab"
            to={{ pathname: '/', search: parameters.toString() }}
            aria-current={tab === current ? 'page' : undefined}
          >
            {WORDS[tab]}
            {counts !== null && <span className="tab-count">{exactCount(counts[tab])}</span>}
          </Link>
        );
      })}
    </nav>
  );
}
