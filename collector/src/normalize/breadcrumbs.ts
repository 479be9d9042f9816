import { isJsonObject, LIMITS, type Breadcrumb } from '@bugsage/core';
import { readList } from './entries.ts';
import { boundJsonObject } from './json-value.ts';
import { readLevel } from './level.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';
import { parseTimestamp } from './timestamps.ts';

/** What happened before, oldest first; the newest hundred. `occurredAt`: the event's own moment, Unix milliseconds. */
export function readBreadcrumbs(
  value: unknown,
  occurredAt: number,
  driftMs: number,
  note: Note,
): readonly Breadcrumb[] {
  const all = readList(value, 'breadcrumbs', note);
  if (all.length > LIMITS.breadcrumbsMax) note('breadcrumbs', 'too_many', all.length);
  const newest = all.slice(-LIMITS.breadcrumbsMax);
  return newest.flatMap((crumb, index) =>
    readBreadcrumb(crumb, { path: `breadcrumbs.${index}`, occurredAt, driftMs }, note),
  );
}

type CrumbContext = { readonly path: string; readonly occurredAt: number; readonly driftMs: number };

function readBreadcrumb(
  crumb: unknown,
  { path, occurredAt, driftMs }: CrumbContext,
  note: Note,
): Breadcrumb[] {
  if (!isJsonObject(crumb)) {
    note(path, 'invalid_type', crumb);
    return [];
  }
  const lengthMax = NORMALIZE_LIMITS.breadcrumbTextLengthMax;
  const dataBounds = {
    path: `${path}.data`,
    bytesMax: LIMITS.breadcrumbDataBytesMax,
    depthMax: NORMALIZE_LIMITS.jsonDepthShallowMax,
  };
  const breadcrumb: Breadcrumb = {
    timestamp: readMoment(crumb['timestamp'], occurredAt, driftMs),
    type: readText(crumb['type'], { path: `${path}.type`, lengthMax }, note) ?? 'default',
    category: readText(crumb['category'], { path: `${path}.category`, lengthMax }, note),
    level: readLevel(crumb['level'], 'info', `${path}.level`, note),
    message: readText(
      crumb['message'],
      { path: `${path}.message`, lengthMax: NORMALIZE_LIMITS.breadcrumbMessageLengthMax },
      note,
    ),
    data: boundJsonObject(crumb['data'], dataBounds, note),
  };
  return [breadcrumb];
}

function readMoment(value: unknown, occurredAt: number, driftMs: number): number {
  const sent = parseTimestamp(value);
  return sent === null ? occurredAt : Math.max(0, sent + driftMs);
}
