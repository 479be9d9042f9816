import { boundedCopy, boundedRecord } from '../capture/bounded-copy.ts';
import type { CapturedBreadcrumb, Level, Mechanism, ScopeChange, TagValue, User } from '../public-types.ts';

/**
 * What is known about the work at hand; every event captured inside carries it. Members are replaced and never changed,
 * so a shallow copy is a fork.
 */
export type ScopeData = {
  tags: Record<string, TagValue | null>;
  contexts: Record<string, unknown>;
  extra: Record<string, unknown>;
  breadcrumbs: CapturedBreadcrumb[];
  user?: User | null | undefined;
  level?: Level;
  fingerprint?: string[] | undefined;
  transaction?: string | undefined;
  url?: string | undefined;
  mechanism?: Mechanism;
};

export function createScopeData(): ScopeData {
  return { tags: {}, contexts: {}, extra: {}, breadcrumbs: [] };
}

/** Takes over everything that is named, as a bounded copy. What is `null` is not sent. */
export function updateScope(data: ScopeData, change: ScopeChange): void {
  const { tags, contexts, extra, ...replaced } = change;
  Object.assign(data, boundedCopy(replaced), {
    tags: merge(data.tags, tags),
    contexts: merge(data.contexts, contexts),
    extra: merge(data.extra, extra),
  });
}

function merge(known: object, change: object | undefined): object {
  return change ? boundedRecord({ ...known, ...change }) : known;
}
