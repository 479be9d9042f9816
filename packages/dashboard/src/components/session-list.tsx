import { useQuery, useQueryClient } from '@tanstack/react-query';
import { endSession, sessionsQuery } from '../api/profile.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionTable } from './action-table.tsx';
import { Busy } from './busy.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';

export function SessionList() {
  const sessions = useQuery(sessionsQuery());
  const queryClient = useQueryClient();
  if (sessions.data === undefined) return <Busy text="Loading sessions…" />;
  return (
    <ActionTable label="Sessions" columns={['Browser or program', 'Address', 'Last used']} hasActions>
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
    </ActionTable>
  );
}
