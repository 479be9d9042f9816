import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endSession, sessionsQuery } from '../api/profile.ts';
import { visibleText } from '../format/visible-text.ts';
import { Busy } from './busy.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';
import { ScrollArea } from './scroll-area.tsx';

export function SessionList() {
  const sessions = useQuery(sessionsQuery());
  const queryClient = useQueryClient();
  if (sessions.data === undefined) return <Busy text="Loading sessions…" />;
  return (
    <ScrollArea className="table-scroll" label="Sessions">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Browser or program</th>
            <th scope="col">Address</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span className="hidden-visually">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.data.map((session) => (
            <tr key={session.id}>
              <td className="cell-long">{visibleText(session.user_agent) || 'unknown'}</td>
              <td>{visibleText(session.address)}</td>
              <td>{session.is_current ? 'this one' : <RelativeTime at={session.refreshed_at} />}</td>
              <td className="cell-end">
                {!session.is_current && (
                  <RowButton
                    word="Sign out"
                    label={`Sign out ${visibleText(session.user_agent)}`}
                    action={() => endSession(session.id)}
                    onDone={() => queryClient.invalidateQueries({ queryKey: ['me', 'sessions'] })}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
