import type { TimelineBucket } from '../api/responses.ts';
import { exactCount } from '../format/number.ts';
import { absoluteTime } from '../format/relative-time.ts';
import { ScrollArea } from './scroll-area.tsx';

/** Buckets with events, newest first. */
export function BucketTable({ buckets }: { readonly buckets: readonly TimelineBucket[] }) {
  const rows = buckets.filter((bucket) => bucket.count > 0).toReversed();
  if (rows.length === 0) return <p className="quiet">No events in this time.</p>;
  return (
    <ScrollArea className="scroll-box" label="Events over time as a table">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col" className="head-number">
              Events
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((bucket) => (
            <tr key={bucket.at}>
              <td>{absoluteTime(Date.parse(bucket.at))}</td>
              <td className="cell-number">{exactCount(bucket.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
