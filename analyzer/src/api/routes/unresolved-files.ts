import type { RevisedEvent } from '@bugsage/backends';
import type { z } from 'zod';
import { API_LIMITS } from '../limits.ts';
import type { unresolvedSchema } from '../schemas/artifact.ts';
import type { ApiServices } from '../services.ts';

type Unresolved = z.infer<typeof unresolvedSchema>;
type UnresolvedFile = Unresolved['files'][number];
const PAGE_EVENTS = 250;
const DAY_MS = 86_400_000;

/** Files of generated code whose frames show no source, over the newest events of some days, the most frequent first. */
export async function unresolvedFiles(
  services: Pick<ApiServices, 'rewrite' | 'issues' | 'now'>,
  query: { projectId: number; days: number },
): Promise<Unresolved> {
  const files = new Map<string, UnresolvedFile & { fingerprint: string }>();
  const from = services.now() - query.days * DAY_MS;
  let before: { receivedAt: number; eventId: string } | undefined;
  let eventsRead = 0;
  let isComplete = false;
  while (!isComplete && eventsRead < API_LIMITS.unresolvedEventsMax) {
    const page = await services.rewrite.page({
      projectId: query.projectId,
      from,
      limit: PAGE_EVENTS,
      ...(before === undefined ? {} : { before }),
    });
    for (const stored of page) count(files, stored);
    const last = page.at(-1);
    if (last !== undefined) before = { receivedAt: last.event.received_at, eventId: last.event.event_id };
    eventsRead += page.length;
    isComplete = page.length < PAGE_EVENTS;
  }
  const shown = [...files.values()]
    .toSorted((one, other) => other.events - one.events)
    .slice(0, API_LIMITS.unresolvedFilesMax);
  const issueOf = await services.issues.issuesOfFingerprints(
    shown.map(({ fingerprint }) => ({ project_id: query.projectId, fingerprint })),
  );
  return {
    events_read: eventsRead,
    complete: isComplete,
    files: shown.map(({ fingerprint, ...file }) => ({
      ...file,
      issue_id: issueOf.get(`${query.projectId}:${fingerprint}`) ?? null,
    })),
  };
}

function count(
  files: Map<string, UnresolvedFile & { fingerprint: string }>,
  { event, grouping }: RevisedEvent,
): void {
  const seen = new Set<string>();
  for (const frame of event.exceptions.flatMap((exception) => exception.frames)) {
    const { mapping } = frame;
    if (mapping?.kind !== 'unmapped') continue;
    const file = (frame.abs_path ?? frame.filename ?? '').slice(0, API_LIMITS.unresolvedNameLengthMax);
    const key = JSON.stringify([file, event.release, mapping.reason]);
    if (seen.has(key)) continue;
    seen.add(key);
    const known = files.get(key);
    if (known !== undefined) known.events += event.times_seen;
    // Events come from new to old, so the newest one gives the words.
    else
      files.set(key, {
        file,
        release: event.release,
        reason: mapping.reason,
        detail: mapping.detail,
        events: event.times_seen,
        last_seen: new Date(event.received_at).toISOString(),
        issue_id: null,
        fingerprint: grouping.fingerprint,
      });
  }
}
