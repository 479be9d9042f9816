import type { IssueFilter, IssueSort } from '../api/issue-list.ts';
import { SEVERITIES_URGENT_FIRST } from '../format/issue-words.ts';

const SORT_WORDS: { readonly [Sort in IssueSort]: string } = {
  last_seen: 'Last seen',
  first_seen: 'First seen',
  event_count: 'Events',
  users_affected: 'Users',
};

type Properties = {
  readonly filter: IssueFilter;
  readonly onChange: (changes: { readonly [name: string]: string | null }) => void;
};

export function IssueFilters({ filter, onChange }: Properties) {
  return (
    <div className="filters">
      <label className="filter">
        <span className="filter-name">Severity</span>
        <select
          className="select"
          value={filter.severity ?? ''}
          onChange={(event) => onChange({ severity: event.target.value || null })}
        >
          <option value="">Any</option>
          {SEVERITIES_URGENT_FIRST.map((severity) => (
            <option key={severity} value={severity}>
              {severity[0]?.toUpperCase() + severity.slice(1)}
            </option>
          ))}
        </select>
      </label>
      <label className="filter">
        <span className="filter-name">Sort by</span>
        <select
          className="select"
          value={filter.sort}
          onChange={(event) =>
            onChange({ sort: event.target.value === 'last_seen' ? null : event.target.value })
          }
        >
          {Object.entries(SORT_WORDS).map(([sort, word]) => (
            <option key={sort} value={sort}>
              {word}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
