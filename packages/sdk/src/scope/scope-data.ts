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

/** Of these every name counts by itself. */
const MERGED = /^(?:tags|contexts|extra)$/;

type Known = Record<string, unknown>;

/** Takes over everything that is named, as a bounded copy. What is `null` is not sent. */
export function updateScope(data: ScopeData, change: ScopeChange = {}): void {
  const known = data as Known;
  for (const name in change) {
    const value = (change as Known)[name];
    if (value !== undefined)
      known[name] = MERGED.test(name)
        ? boundedRecord({ ...(known[name] as object), ...(value as object) })
        : boundedCopy(value);
  }
}
