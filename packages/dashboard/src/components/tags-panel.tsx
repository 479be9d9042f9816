import { useQuery } from '@tanstack/react-query';
import { issueTagsQuery } from '../api/issues.ts';
import type { TagDistribution } from '../api/responses.ts';
import { exactCount, percent } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { TAG_VALUES_SHOWN } from '../limits.ts';
import { Panel } from './panel.tsx';

/** How the events of the issue spread over the values of each tag. */
export function TagsPanel({ issueId }: { readonly issueId: string }) {
  const tags = useQuery(issueTagsQuery(issueId)).data;
  if (tags === undefined || tags.length === 0) return null;
  return (
    <Panel title="Tags">
      {tags.map((tag) => (
        <TagValues key={tag.key} tag={tag} />
      ))}
    </Panel>
  );
}

function TagValues({ tag }: { readonly tag: TagDistribution }) {
  const sum = tag.values.reduce((total, { count }) => total + count, 0);
  const shown = tag.values.slice(0, TAG_VALUES_SHOWN);
  const rest = tag.values.length - shown.length;
  return (
    <section className="tag">
      <h3 className="tag-key">{visibleText(tag.key)}</h3>
      <ul className="tag-values">
        {shown.map(({ value, count }) => (
          <li key={value} title={`${exactCount(count)} events`}>
            <span className="tag-value">{value === '' ? '(empty)' : visibleText(value)}</span>
            <span className="tag-share">{percent(count / sum)}</span>
            <span className="tag-bar" aria-hidden="true">
              <span className="tag-fill" style={{ inlineSize: `${(count / sum) * 100}%` }} />
            </span>
          </li>
        ))}
      </ul>
      {rest > 0 && <p className="quiet">and {rest} more</p>}
    </section>
  );
}
