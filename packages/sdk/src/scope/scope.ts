import { captureBreadcrumb } from '../capture/breadcrumb.ts';
import type { Breadcrumb, Level, TagValue, User } from '../public-types.ts';
import { type ScopeData, updateScope } from './scope-data.ts';

/** The setters of one scope. */
export class Scope {
  readonly data: ScopeData;

  constructor(data: ScopeData) {
    this.data = data;
  }

  setTag(key: string, value: TagValue): void {
    this.setTags({ [key]: value });
  }

  setTags(tags: Record<string, TagValue>): void {
    updateScope(this.data, { tags });
  }

  setUser(user: User | null): void {
    updateScope(this.data, { user });
  }

  /** `null` removes it. */
  setContext(name: string, context: Record<string, unknown> | null): void {
    updateScope(this.data, { contexts: { [name]: context } });
  }

  setExtra(key: string, value: unknown): void {
    updateScope(this.data, { extra: { [key]: value } });
  }

  setLevel(level: Level): void {
    updateScope(this.data, { level });
  }

  /** Replaces the grouping: events with an equal list are one issue. */
  setFingerprint(fingerprint: string[]): void {
    updateScope(this.data, { fingerprint });
  }

  /** What the program was doing, such as `GET /orders/:id`. */
  setTransactionName(transaction: string): void {
    updateScope(this.data, { transaction });
  }

  addBreadcrumb(crumb: Breadcrumb): void {
    captureBreadcrumb(crumb, this.data);
  }
}
