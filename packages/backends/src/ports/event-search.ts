import type { SearchTerm } from '@bugsage/core';
import type { EventPlace, EventSummary, TagDistribution, TimeBucket } from './event-store.ts';

/** Events of some projects that happened in a range and meet all terms. Times are Unix milliseconds; `to` is not included. */
export type EventQuery = {
  readonly projectIds: readonly number[];
  readonly terms: readonly SearchTerm[];
  readonly from: number;
  readonly to: number;
};

/** A found event: its row in a list, and what leads to its issue. */
export type FoundEvent = EventSummary & { readonly project_id: number; readonly fingerprint: string };

/** What events can be grouped by; `tags.<key>` too. */
export const EVENT_GROUPINGS = [
  'release',
  'environment',
  'platform',
  'level',
  'type',
  'transaction',
  'server_name',
  'title',
] as const;
export type EventGrouping = (typeof EVENT_GROUPINGS)[number] | `tags.${string}`;

/** `count` includes repeats that a client counted itself; `users` are different ones. */
export type TopValue = { readonly value: string; readonly count: number; readonly users: number };

/** How often events with a fingerprint came: since `from`, and between `baselineFrom` and `from`. */
export type FingerprintRate = {
  readonly project_id: number;
  readonly fingerprint: string;
  readonly recent: number;
  readonly before: number;
};

/** Questions over all events of a project. Every answer counts an event id once. */
export type EventSearchStore = {
  /** Newest first. `before` is the place of the last row seen. */
  search(query: EventQuery & { limit: number; before?: EventPlace }): Promise<FoundEvent[]>;
  /** Counts per bucket, gaps filled with 0. */
  overTime(query: EventQuery & { bucketSeconds: number }): Promise<TimeBucket[]>;
  /** The most frequent values of a field, most frequent first; events without a value are left out. */
  top(query: EventQuery & { by: EventGrouping; limit: number }): Promise<TopValue[]>;
  /** Of the newest events how many have which value of each tag, most frequent first, keys in order. */
  tags(query: EventQuery & { valuesPerKey: number }): Promise<TagDistribution[]>;
  /** By our clock (`received_at`). Fingerprints without events are missing. */
  rates(query: {
    projectIds: readonly number[];
    fingerprints: readonly string[];
    from: number;
    baselineFrom: number;
  }): Promise<FingerprintRate[]>;
};
