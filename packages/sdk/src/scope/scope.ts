import { boundedRecord, clip } from '../capture/bounded-copy.ts';
import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import { LIMITS } from '../limits.ts';
import type { Breadcrumb, CaptureHint, CapturedBreadcrumb, Level, User } from '../public-types.ts';

export type ScopeData = {
  tags: Record<string, string>;
  contexts: Record<string, unknown>;
  extra: Record<string, unknown>;
  breadcrumbs: CapturedBreadcrumb[];
  user?: User | undefined;
  level?: Level | undefined;
  fingerprint?: string[] | undefined;
};

/** What is known about the work at hand; every event captured inside carries it. */
export class Scope {
  readonly data: ScopeData;

  constructor(data?: ScopeData) {
    this.data = { tags: {}, contexts: {}, extra: {}, ...data, breadcrumbs: [...(data?.breadcrumbs ?? [])] };
  }

  /** A copy that later changes of this scope do not reach. */
  fork(): Scope {
    return new Scope(this.data);
  }

  setTag(key: string, value: string | number | boolean): void {
    this.setTags({ [key]: value });
  }

  setTags(tags: Record<string, string | number | boolean>): void {
    this.data.tags = mergeTags(this.data.tags, tags);
  }

  setUser(user: User | null): void {
    this.data.user = user ? boundedRecord(user, 30) : undefined;
  }

  /** `null` removes it. */
  setContext(name: string, context: Record<string, unknown> | null): void {
    const { [name]: _, ...others } = this.data.contexts;
    this.data.contexts = context
      ? { ...others, [clip(name, LIMITS.nameLengthMax)]: boundedRecord(context) }
      : others;
  }

  setExtra(key: string, value: unknown): void {
    this.data.extra = boundedRecord({ ...this.data.extra, [key]: value });
  }

  setLevel(level: Level | undefined): void {
    this.data.level = level;
  }

  setFingerprint(fingerprint: string[] | undefined): void {
    this.data.fingerprint = fingerprint;
  }

  addBreadcrumb(crumb: Breadcrumb, keptMax: number = LIMITS.breadcrumbsMax): void {
    const { breadcrumbs } = this.data;
    breadcrumbs.push(captureBreadcrumb(crumb, Date.now()));
    breadcrumbs.splice(0, breadcrumbs.length - keptMax);
  }

  /** The scope with a hint on top. */
  merge(hint: CaptureHint): ScopeData {
    const merged = this.fork();
    if (hint.tags) merged.setTags(hint.tags);
    if (hint.user) merged.setUser(hint.user);
    for (const [name, context] of Object.entries(hint.contexts ?? {})) merged.setContext(name, context);
    for (const [key, value] of Object.entries(hint.extra ?? {})) merged.setExtra(key, value);
    if (hint.level) merged.setLevel(hint.level);
    if (hint.fingerprint) merged.setFingerprint(hint.fingerprint);
    return merged.data;
  }
}

function mergeTags(tags: Record<string, string>, more: object): Record<string, string> {
  const merged: Record<string, string> = { ...tags };
  for (const [key, value] of Object.entries(boundedRecord(more, LIMITS.tagsMax)))
    if (Object.keys(merged).length < LIMITS.tagsMax || key in merged)
      merged[key] = clip(value, LIMITS.nameLengthMax);
  return merged;
}
