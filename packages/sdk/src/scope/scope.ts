import { boundedRecord, clip } from '../capture/bounded-copy.ts';
import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import { BREADCRUMBS_MAX, NAME_LENGTH_MAX, TAGS_MAX } from '../limits.ts';
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

  constructor(data: ScopeData = { tags: {}, contexts: {}, extra: {}, breadcrumbs: [] }) {
    this.data = data;
  }

  /** A copy that later changes of this scope do not reach. */
  fork(): Scope {
    return new Scope({ ...this.data, breadcrumbs: [...this.data.breadcrumbs] });
  }

  setTag(key: string, value: string | number | boolean): void {
    this.setTags({ [key]: value });
  }

  setTags(tags: Record<string, string | number | boolean>): void {
    const merged = boundedRecord({ ...this.data.tags, ...tags }, TAGS_MAX);
    for (const key of Object.keys(merged)) merged[key] = clip(merged[key], NAME_LENGTH_MAX);
    this.data.tags = merged as Record<string, string>;
  }

  setUser(user: User | null): void {
    this.data.user = user ? boundedRecord(user, 30) : undefined;
  }

  /** `null` removes it. */
  setContext(name: string, context: Record<string, unknown> | null): void {
    const { [name]: _, ...others } = this.data.contexts;
    this.data.contexts = context ? { ...others, [name]: boundedRecord(context) } : others;
  }

  setExtra(key: string, value: unknown): void {
    this.data.extra = boundedRecord({ ...this.data.extra, [key]: value });
  }

  setLevel(level: Level | undefined): void {
    this.data.level = level;
  }

  /** Replaces the grouping: events with an equal list are one issue. */
  setFingerprint(fingerprint: string[] | undefined): void {
    this.data.fingerprint = fingerprint?.slice(0, 20).map((part) => clip(part, NAME_LENGTH_MAX));
  }

  addBreadcrumb(crumb: Breadcrumb, keptMax = BREADCRUMBS_MAX): void {
    this.data.breadcrumbs.push(captureBreadcrumb(crumb));
    this.data.breadcrumbs.splice(0, this.data.breadcrumbs.length - keptMax);
  }

  /** The scope with a hint on top. */
  merge({ tags, user, contexts, extra, level, fingerprint }: CaptureHint): ScopeData {
    const merged = this.fork();
    if (tags) merged.setTags(tags);
    if (user) merged.setUser(user);
    for (const name in contexts) merged.setContext(name, contexts[name] ?? null);
    for (const key in extra) merged.setExtra(key, extra[key]);
    if (level) merged.setLevel(level);
    if (fingerprint) merged.setFingerprint(fingerprint);
    return merged.data;
  }
}
