import type { EventLevel, Fix, Grouping, Issue, NormalizedEvent, Project, Verdict } from '@bugsage/core';

/** A project with the DSN of its first enabled ingest key; null when all are disabled. */
export type ProjectDetail = Project & { readonly dsn: string | null };

/** One page of a list; `page` is 1-based, `size` is the page's limit. */
export type Page = {
  readonly total: number;
  readonly page: number;
  readonly size: number;
  readonly pages: number;
};

export type IssuePage = Page & { readonly issues: readonly Issue[] };
export type FixPage = Page & { readonly fixes: readonly Fix[] };

/** What the event list shows of each event; times are unix milliseconds. */
export type EventSummary = {
  readonly event_id: string;
  readonly occurred_at: number;
  readonly received_at: number;
  readonly title: string;
  readonly level: EventLevel;
  readonly release: string | null;
  readonly environment: string | null;
  readonly user: string | null;
  readonly times_seen: number;
};

/** `next_before` asks for the next page; null on the last one. */
export type EventPage = { readonly events: readonly EventSummary[]; readonly next_before: string | null };

export type EventDetail = { readonly event: NormalizedEvent; readonly grouping: Grouping };

/** Events per bucket, oldest first; `at` is the start of the bucket, ISO 8601. */
export type TimelineBucket = { readonly at: string; readonly count: number };
export type Timeline = { readonly bucket_seconds: number; readonly buckets: readonly TimelineBucket[] };

export type TagDistribution = {
  readonly key: string;
  readonly values: readonly { readonly value: string; readonly count: number }[];
};

/** The parts of the statistics that are shown. */
export type Summary = { readonly fixes_by_verdict: { readonly [Name in Verdict]?: number } };
