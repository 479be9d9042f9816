import type { Schemas } from '@bugsage/api-client';
import { useQueryClient } from '@tanstack/react-query';
import { rollBackRules } from '../api/grouping-rules.ts';
import { counted } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';

type Version = Schemas['GroupingRules'];
type Properties = {
  readonly projectId: number;
  readonly current: Version | null;
  readonly history: readonly Version[];
};

/** As far back as events are moved when rules are taken back. */
const ROLL_BACK_DAYS = 90;

/** All versions there were; the one that counts can be taken back. */
export function RuleHistory({ projectId, current, history }: Properties) {
  const queryClient = useQueryClient();
  if (history.length === 0)
    return <p className="quiet">No rules of your own yet: events are grouped by the built-in key.</p>;
  return (
    <ul className="version-list">
      {history.map((version) => (
        <li key={version.id} aria-current={version.id === current?.id ? 'true' : undefined}>
          <div className="version-head">
            <p>
              {version.id === current?.id && <strong>Counts now: </strong>}
              {counted(linesOf(version), 'rule')} by {visibleText(version.created_by)},{' '}
              <RelativeTime at={version.created_at} />
            </p>
            {version.id === current?.id && (
              <RowButton
                word="Roll back"
                label="Roll back to the rules before"
                action={() => rollBackRules(projectId, { days: ROLL_BACK_DAYS, reason: '' })}
                onDone={() => {
                  notify({ tone: 'done', text: 'Went back. Events return to their issues.', undo: null });
                  return queryClient.invalidateQueries({
                    queryKey: ['projects', projectId, 'grouping-rules'],
                  });
                }}
              />
            )}
          </div>
          {version.reason !== '' && <p className="quiet">{visibleText(version.reason)}</p>}
          <details>
            <summary>Text</summary>
            <pre className="version-text">
              {visibleText(`${version.fingerprint_rules}\n${version.stack_trace_rules}`.trim())}
            </pre>
          </details>
        </li>
      ))}
    </ul>
  );
}

/** Lines that are neither empty nor comments. */
function linesOf({ fingerprint_rules: own, stack_trace_rules: frames }: Version): number {
  return `${own}\n${frames}`.split('\n').filter((line) => line.trim() !== '' && !line.trim().startsWith('#'))
    .length;
}
