import type { Grouping, NormalizedEvent } from '@bugsage/core';
import type { EventRewriteStore } from '../ports/event-rewrite.ts';

/** Events that would go from one fingerprint to another, or stay where they are (`from` equals `to`). */
export type RegroupFlow = {
  readonly from: string;
  readonly to: string;
  /** Further keys under which the events would find an issue. */
  readonly alternatives: readonly string[];
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
  const flows = new Map<string, RegroupFlow>();
  let before: { receivedAt: number; eventId: string } | undefined;
  let eventsRead = 0;
  while (eventsRead < options.eventsMax) {
    const query = { projectId: options.projectId, from: options.from, limit: PAGE_EVENTS };
    const page = await options.rewrite.page(before === undefined ? query : { ...query, before });
    const last = page.at(-1);
    if (last === undefined) return { eventsRead, complete: true, flows: [...flows.values()] };
    for (const { event, grouping } of page) {
      const { fingerprint: to, alternatives, title } = options.fingerprint(event);
      const key = `${grouping.fingerprint}>${to}`;
      const flow = flows.get(key) ?? { from: grouping.fingerprint, to, alternatives, title, events: 0 };
      flows.set(key, { ...flow, events: flow.events + event.times_seen });
    }
    eventsRead += page.length;
    before = { receivedAt: last.event.received_at, eventId: last.event.event_id };
    await options.onPage?.();
  }
  return { eventsRead, complete: false, flows: [...flows.values()] };
}

/** Every key of the flows: the ones to look up before `targetsOf`. */
export function keysOfFlows(flows: readonly RegroupFlow[]): readonly string[] {
  return [...new Set(flows.flatMap(({ from, to, alternatives }) => [from, to, ...alternatives]))];
}

/** What each key leads to when an event finds its issue by any of its keys, as the store places them. */
export function findByAnyKey<T>(
  flows: readonly RegroupFlow[],
  found: ReadonlyMap<string, T>,
): ReadonlyMap<string, T> {
  const reached = new Map(found);
  for (const { to, alternatives } of flows) {
    const known = [to, ...alternatives].map((key) => found.get(key)).find((one) => one !== undefined);
    if (known !== undefined) reached.set(to, known);
  }
  return reached;
}

/** Of each fingerprint that flows lead to: the first one with which it shares a key. They end in one issue. */
export function targetsOf(flows: readonly RegroupFlow[]): ReadonlyMap<string, string> {
  const claimed = new Map<string, string>();
  const targets = new Map<string, string>();
  for (const { to, alternatives } of bySize(flows)) {
    const keys = [to, ...alternatives];
    const target = keys.map((key) => claimed.get(key)).find((one) => one !== undefined) ?? to;
    for (const key of keys) if (!claimed.has(key)) claimed.set(key, target);
    if (!targets.has(to)) targets.set(to, target);
  }
  return targets;
}

/**
 * Where fingerprints go that no issue has: an issue that loses all its events keeps the largest part of them, so that
 * its link goes on; every other part opens an issue. `issueOf` is by any key.
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
  const targets = targetsOf(flows);
  const homes = new Map<string, string>();
  for (const { from, to } of bySize(flows)) {
    const issue = issueOf.get(from);
    if (issue === undefined || issueOf.has(to) || homes.has(to)) continue;
    const shared = homes.get(targets.get(to) ?? to);
    if (shared !== undefined) homes.set(to, shared);
    if (shared !== undefined || staying.has(issue)) continue;
    homes.set(to, issue);
    staying.add(issue);
  }
  return homes;
}

function bySize(flows: readonly RegroupFlow[]): readonly RegroupFlow[] {
  return flows.toSorted((a, b) => b.events - a.events);
}
