import type { EventPlace } from '@bugsage/backends';
import { z } from 'zod';
import { API_LIMITS } from '../limits.ts';

const CURSOR = /^(\d{1,13})(?:_([0-9a-f]{32})(?:_(\d{1,10}))?)?$/;

/**
 * Where a page of events ended: `<occurred_at>_<event_id>`, over several projects with `_<project_id>`. Events of the same
 * millisecond have a place too, so none is missed or shown twice at a border. A time alone asks for what is older.
 */
export const eventCursor = z
  .string()
  .regex(CURSOR, 'Expected `next_before` of the page before')
  .transform((text): EventPlace => {
    const [, at = '', eventId = '', project = '0'] = CURSOR.exec(text) ?? [];
    return { occurredAt: Number(at), eventId, projectId: Number(project) };
  })
  .refine(({ occurredAt }) => occurredAt <= API_LIMITS.eventTimeMax, 'That time is beyond all events')
  .refine(({ projectId = 0 }) => projectId < 2 ** 31, 'That is no project')
  .describe('`next_before` of the page before');

type Row = { readonly occurred_at: number; readonly event_id: string; readonly project_id?: number };

/** The cursor after the last row of a full page; null when there is no next page. */
export function nextBefore(rows: readonly Row[], limit: number): string | null {
  const last = rows.at(-1);
  if (last === undefined || rows.length < limit) return null;
  const parts = [
    last.occurred_at,
    last.event_id,
    ...(last.project_id === undefined ? [] : [last.project_id]),
  ];
  return parts.join('_');
}
