import type { Grouping, NormalizedEvent } from '@bugsage/core';
import type { EventRewriteStore } from '../ports/event-rewrite.ts';

/** Events that would go from one fingerprint to another, or stay where they are (`from` equals `to`). */
export type RegroupFlow = {
  readonly from: string;
  readonly to: string;
  readonly title: string;
  readonly events: number;
};

export type RegroupPlan = {
  readonly eventsRead: number;
  /** False when there were more events than are looked at. */
  readonly complete: boolean;
  readonly flows: readonly RegroupFlow[];
};

const PAGE_EVENTS = 500;

/** Groups the stored events of a time again, in memory only. The newest `eventsMax` count. */
export async function planRegroup(options: {
  readonly rewrite: Pick<EventRewriteStore, 'page'>;
  readonly projectId: number;
  /** Unix milliseconds. */
  readonly from: number;
  readonly eventsMax: number;
  readonly fingerprint: (event: NormalizedEvent) => Grouping;
  readonly onPage?: () => Promise<void>;
}): Promise<RegroupPlan> {
  const flows = new Map<string, { from: string; to: string; title: string; events: number }>();
  let before: { receivedAt: number; eventId: string } | undefined;
  let eventsRead = 0;
  while (eventsRead < options.eventsMax) {
    const query = { projectId: options.projectId, from: options.from, limit: PAGE_EVENTS };
    const page = await options.rewrite.page(before === undefined ? query : { ...query, before });
    const last = page.at(-1);
    if (last === undefined) return { eventsRead, complete: true, flows: [...flows.values()] };
    for (const { event, grouping } of page) {
      const { fingerprint: to, title } = options.fingerprint(event);
      const key = `${grouping.fingerprint}>${to}`;
      const flow = flows.get(key) ?? { from: grouping.fingerprint, to, title, events: 0 };
      flow.events += event.times_seen;
      flows.set(key, flow);
    }
    eventsRead += page.length;
    before = { receivedAt: last.event.received_at, eventId: last.event.event_id };
    await options.onPage?.();
  }
  return { eventsRead, complete: false, flows: [...flows.values()] };
}

/**
 * Where fingerprints go that no issue has: an issue that loses all its events keeps the largest part of them, so that
 * its link goes on; every other part opens an issue.
 */
export function homesOf(
  flows: readonly RegroupFlow[],
  issueOf: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const staying = new Set(
    flows.flatMap(({ from, to }) => {
      const issue = issueOf.get(from);
      return issue !== undefined && (issueOf.get(to) === issue || from === to) ? [issue] : [];
    }),
  );
  const homes = new Map<string, string>();
  for (const { from, to } of flows.toSorted((a, b) => b.events - a.events)) {
    const issue = issueOf.get(from);
    if (issue === undefined || issueOf.has(to) || homes.has(to) || staying.has(issue)) continue;
    homes.set(to, issue);
    staying.add(issue);
  }
  return homes;
}
