import type { ReleaseHealth } from '../api/releases.ts';
import { exactCount } from '../format/number.ts';
import { absoluteTime } from '../format/relative-time.ts';
import { ScrollArea } from './scroll-area.tsx';

const COLUMNS = ['Sessions', 'Errored', 'Crashed', 'Users', 'Users crashed'] as const;

/** Buckets with sessions, newest first. */
export function HealthTable({ buckets }: { readonly buckets: ReleaseHealth['buckets'] }) {
  const rows = buckets.filter(({ sessions }) => sessions.total > 0).toReversed();
  return (
    <ScrollArea className="scroll-box" label="Health over time as a table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">From</th>
            {COLUMNS.map((word) => (
              <th key={word} scope="col" className="head-number">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, sessions, users }) => (
            <tr key={at}>
              <td>{absoluteTime(Date.parse(at))}</td>
              <td className="cell-number">{exactCount(sessions.total)}</td>
              <td className="cell-number">{exactCount(sessions.errored)}</td>
              <td className="cell-number">{exactCount(sessions.crashed)}</td>
              <td className="cell-number">{exactCount(users.total)}</td>
              <td className="cell-number">{exactCount(users.crashed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
