import type { EventFate, EventFateStore } from '../ports/event-fate-store.ts';
import { guarded, type Sql } from './postgres-client.ts';

export function openPostgresEventFateStore(sql: Sql): EventFateStore {
  return {
    clock: () =>
      guarded('read the clock', async () => {
        const [row] = await sql<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
        return new Date(row?.at ?? Number.NaN).getTime();
      }),
    fateOf: (projectId, eventId) =>
      guarded('look up an event', async () => {
        const [row] = await sql<{ fate: EventFate }[]>`
          SELECT CASE
            WHEN EXISTS (SELECT 1 FROM event_ids WHERE project_id = ${projectId} AND event_id = ${eventId}) THEN 'stored'
            WHEN EXISTS (SELECT 1 FROM dead_letters WHERE project_id = ${projectId} AND event_id = ${eventId}) THEN 'dead_letter'
            ELSE 'pending' END AS fate`;
        return row?.fate ?? 'pending';
      }),
  };
}
