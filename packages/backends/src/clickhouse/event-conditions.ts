import type { EventQuery } from '../ports/event-search.ts';
import { clickHouseTime } from './event-row.ts';
import { eventSearch } from './event-search.ts';

/** What rows of `event_times` have to meet, with bound values. */
export function eventConditions(query: EventQuery): { where: string; parameters: Record<string, unknown> } {
  const { sql, parameters } = eventSearch(query.terms);
  return {
    // Of one project the table has the order of a list.
    where: `project_id ${query.projectIds.length === 1 ? '= {projectId:UInt32}' : 'IN {projectIds:Array(UInt32)}'}
      AND occurred_at >= {from:DateTime64(3, 'UTC')} AND occurred_at < {to:DateTime64(3, 'UTC')} AND ${sql}`,
    parameters: {
      ...parameters,
      ...(query.projectIds.length === 1
        ? { projectId: query.projectIds[0] }
        : { projectIds: query.projectIds }),
      from: clickHouseTime(query.from),
      to: clickHouseTime(query.to),
    },
  };
}
