import type { LedgerEntry } from '../api/grouping.ts';
import { visibleText } from '../format/visible-text.ts';
import { RelativeTime } from './relative-time.tsx';

/** The newest decisions about the grouping of an issue. */
const SHOWN = 20;

export function LedgerHistory({ entries }: { readonly entries: readonly LedgerEntry[] }) {
  if (entries.length === 0) return null;
  return (
    <details className="ledger">
      <summary>History of grouping ({entries.length})</summary>
      <ol>
        {entries.slice(0, SHOWN).map((entry) => (
          <li key={entry.id}>
            <strong>{entry.action.replaceAll('_', ' ')}</strong> by {visibleText(entry.actor)},{' '}
            <RelativeTime at={entry.at} />
            {entry.reason !== '' && <p className="quiet">{visibleText(entry.reason)}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
