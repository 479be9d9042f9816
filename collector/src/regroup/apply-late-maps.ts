import type { Backends, ConsumeOptions } from '@bugsage/backends';
import type { Configuration, Grouping, NormalizedEvent } from '@bugsage/core';
import type { Symbolicator } from '../symbolicate/index.ts';
import { REGROUP_LIMITS } from './limits.ts';
import { regroupPage } from './regroup-page.ts';

const DAY_MS = 86_400_000;

export type LateMapOptions = {
  readonly backends: Pick<Backends, 'artifacts' | 'rewrite' | 'regroup'>;
  readonly configuration: Configuration;
  readonly symbolicator: Symbolicator;
  readonly fingerprint: (event: NormalizedEvent) => Grouping;
  readonly now: () => number;
};

/**
 * Source maps that came after their events: stored events of the release, or that name one of the debug ids, are
 * symbolicated and grouped again. Looks twice, because events may be on their way while the map arrives.
 */
export function createLateMapHandler(options: LateMapOptions): ConsumeOptions['handle'] {
  return async ({ message, deliveries }, lease) => {
    if (message.subject !== 'artifacts.uploaded') return { kind: 'done' };
    const { project_id: projectId, bundle_id: bundleId } = message.payload;
    await applyBundle(options, { projectId, bundleId, extend: () => lease.extend() });
    return deliveries === 1 ? { kind: 'retry', afterMs: REGROUP_LIMITS.secondLookMs } : { kind: 'done' };
  };
}

async function applyBundle(
  options: LateMapOptions,
  job: { projectId: number; bundleId: string; extend: () => Promise<void> },
): Promise<void> {
  const { artifacts, rewrite } = options.backends;
  const bundle = await artifacts.getBundle(job.projectId, job.bundleId);
  // Deleted meanwhile.
  if (bundle === null) return;
  options.symbolicator.forget(job.projectId);
  const debugIds = await artifacts.debugIdsOf(job.bundleId);
  const release = bundle.release === '' ? null : bundle.release;
  const from = options.now() - options.configuration.BUGSAGE_RETENTION_DAYS * DAY_MS;
  const query = { projectId: job.projectId, from, limit: REGROUP_LIMITS.pageEvents, release, debugIds };
  let before: { receivedAt: number; eventId: string } | undefined;
  for (let seen = 0; seen < REGROUP_LIMITS.eventsMax;) {
    const page = await rewrite.pageForMaps(before === undefined ? query : { ...query, before });
    const last = page.at(-1);
    if (last === undefined) return;
    const events = await options.symbolicator.symbolicate(page.map(({ event }) => event));
    await regroupPage(
      page.map((stored, index) => {
        const event = events[index] ?? stored.event;
        return { stored, event, grouping: options.fingerprint(event) };
      }),
      {
        ...options.backends,
        actor: 'symbolicate',
        reason: describe(bundle),
        joinsEmptied: true,
      },
    );
    seen += page.length;
    before = { receivedAt: last.event.received_at, eventId: last.event.event_id };
    await job.extend();
  }
}

function describe(bundle: { release: string; uploaded_by: string; created_at: string }): string {
  const what = bundle.release === '' ? 'Source maps' : `Source maps of ${bundle.release}`;
  return `${what} came after the events (uploaded by ${bundle.uploaded_by}).`;
}
