import { UploadFailure } from '../failure.ts';
import { ask, type Connection } from '../upload/connection.ts';

export type Place = {
  readonly abs_path?: string | null;
  readonly filename?: string | null;
  readonly lineno?: number | null;
  readonly colno?: number | null;
  readonly function?: string | null;
};
export type Frame = Place & {
  readonly in_app?: boolean;
  readonly mapping?:
    | { readonly kind: 'mapped'; readonly map: string; readonly by: string; readonly sent: Place }
    | { readonly kind: 'unmapped'; readonly reason: string; readonly detail: string };
};
/** What of an event (docs/api.md) is needed to say why its frames look as they do. */
export type CheckedEvent = {
  readonly event_id: string;
  readonly project_id: number;
  readonly release: string | null;
  readonly dist?: string | null;
  readonly platform?: string;
  readonly exceptions: readonly { readonly type: string | null; readonly frames: readonly Frame[] }[];
  readonly debug_images?: readonly Readonly<Record<string, unknown>>[];
};
export type FoundEvent = { readonly issueId: string; readonly event: CheckedEvent };

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;
/** As far back as the server searches. */
const SEARCH_HOURS = 90 * 24;

/**
 * The event behind what people have at hand: the id of an event, the id, number (`#12`, `12`) or address of an issue,
 * whose newest event is taken. Throws when there is none.
 */
export async function findEvent(connection: Connection, what: string): Promise<FoundEvent> {
  const issueId = UUID.exec(what)?.[0].toLowerCase();
  if (issueId !== undefined) return readEvent(connection, issueId, 'latest');
  const eventId = what.toLowerCase();
  if (/^[0-9a-f]{32}$/.test(eventId)) {
    const query = new URLSearchParams({
      query: `event_id:${eventId}`,
      hours: String(SEARCH_HOURS),
      limit: '1',
    });
    const { events } = await ask<{ events: { issue_id: string | null }[] }>(connection, {
      path: `/api/v1/search/events?${query}`,
    });
    const found = events[0]?.issue_id ?? null;
    if (found === null)
      throw new UploadFailure(
        `No event ${eventId} is stored in the projects this token sees (of the last 90 days).`,
      );
    return readEvent(connection, found, eventId);
  }
  const number = /^#?(\d{1,9})$/.exec(what)?.[1];
  if (number === undefined)
    throw new UploadFailure(
      `${JSON.stringify(what)} is no folder, no event id (32 hex digits), and no id, number or address of an issue.`,
    );
  const query = new URLSearchParams({ query: `number:${number}`, limit: '2' });
  const { issues } = await ask<{ issues: { id: string }[] }>(connection, { path: `/api/v1/issues?${query}` });
  const [issue] = issues;
  if (issue === undefined) throw new UploadFailure(`The projects this token sees have no issue ${number}.`);
  if (issues.length > 1)
    throw new UploadFailure(`Several projects have an issue ${number}. Give its id or its address.`);
  return readEvent(connection, issue.id, 'latest');
}

async function readEvent(connection: Connection, issueId: string, eventId: string): Promise<FoundEvent> {
  const path = `/api/v1/issues/${issueId}/events/${eventId}`;
  const { event } = await ask<{ event: CheckedEvent }>(connection, { path });
  return { issueId, event };
}
