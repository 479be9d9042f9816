import { useQuery } from '@tanstack/react-query';
import { dropsQuery } from '../api/alerts.ts';
import { exactCount } from '../format/number.ts';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { ScrollArea } from './scroll-area.tsx';

type Loss = { readonly explanation: string; readonly events: number; readonly lastHour: string };

/** What was sent in the last seven days and not stored, the greatest loss first. */
export function DropsPanel({ projectId }: { readonly projectId: number }) {
  const drops = useQuery(dropsQuery(projectId)).data ?? [];
  const losses = new Map<string, Loss>();
  // In order of time: the last one of a reason is the newest.
  for (const { reason, explanation, events, hour } of drops)
    losses.set(reason, {
      explanation,
      events: events + (losses.get(reason)?.events ?? 0),
      lastHour: hour,
    });
  return (
    <Panel title="Dropped in the last 7 days">
      {losses.size === 0 ? (
        <p className="quiet">Nothing: every event that came in was stored.</p>
      ) : (
        <ScrollArea className="table-scroll" label="Dropped in the last 7 days">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">Why</th>
                <th scope="col" className="head-number">
                  Events
                </th>
                <th scope="col">Last hour of it</th>
              </tr>
            </thead>
            <tbody>
              {[...losses]
                .toSorted(([, a], [, b]) => b.events - a.events)
                .map(([reason, loss]) => (
                  <tr key={reason}>
                    <td className="cell-long">
                      {loss.explanation}
                      <p className="quiet">{reason}</p>
                    </td>
                    <td className="cell-number">{exactCount(loss.events)}</td>
                    <td>
                      <RelativeTime at={loss.lastHour} />
                    </td>
                  </tr>
                ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}
