import type { PlacedEvent } from '@bugsage/core';
import { plainEvent } from '@bugsage/core/testing';

/** A complete, ordinary event for tests; only what a test is about is given. */
export function placedEvent(given: {
  pos: number;
  eventId: string;
  projectId?: number;
  fingerprint?: string;
  alternatives?: readonly string[];
  title?: string;
  release?: string | null;
  userId?: string | null;
  occurredAt?: number;
  tags?: readonly (readonly [string, string])[];
}): PlacedEvent {
  const occurredAt = given.occurredAt ?? Date.now() - 60_000;
  const userId = given.userId ?? null;
  return {
    position: { collector: 'c1', incarnation: 1, pos: given.pos },
    grouping: {
      version: 'bs1',
      fingerprint: given.fingerprint ?? given.eventId,
      alternatives: given.alternatives ?? [],
      parts: [],
      title: given.title ?? 'TypeError: x is undefined',
      culprit: 'cart.js in total',
      type: 'TypeError',
      value: 'x is undefined',
    },
    event: plainEvent({
      event_id: given.eventId,
      project_id: given.projectId ?? 1,
      source: 'sentry',
      occurred_at: occurredAt,
      received_at: occurredAt + 1_000,
      platform: 'node',
      release: given.release === undefined ? '1.0.0' : given.release,
      environment: 'production',
      tags: given.tags ?? [],
      user:
        userId === null ? null : { id: userId, email: null, username: null, ip_address: null, data: null },
    }),
  };
}
