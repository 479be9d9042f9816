import type { PlacedEvent } from '@bugsage/core';
import type { StoredEvent } from './event-store.ts';

/** A stored event and how often it was written again. */
export type RevisedEvent = StoredEvent & { readonly revision: number };

export type EventPage = {
  readonly projectId: number;
  /** Unix milliseconds. */
  readonly from: number;
  readonly limit: number;
  /** The last event of the page before; pages go from new to old. */
  readonly before?: { readonly receivedAt: number; readonly eventId: string };
};

/** Reads events to group them again, and writes them under their new fingerprint. */
export type EventRewriteStore = {
  /** Events of generated code: of the release, or that name one of the debug ids. */
  pageForMaps(
    page: EventPage & { release: string | null; debugIds: readonly string[] },
  ): Promise<RevisedEvent[]>;
  /** All events of a project. */
  page(page: EventPage): Promise<RevisedEvent[]>;
  /** The newest event of each of the fingerprints; those without a stored event are left out. */
  newestOfFingerprints(projectId: number, fingerprints: readonly string[]): Promise<RevisedEvent[]>;
  /** Writes the events with the next revision and deletes what they replace. Safe to repeat. */
  replace(events: readonly (PlacedEvent & { readonly revision: number })[]): Promise<void>;
  /** Users and number of events that are stored under a fingerprint. */
  remaining(projectId: number, fingerprint: string): Promise<{ events: number; users: ReadonlySet<string> }>;
};
