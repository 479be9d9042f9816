import type { IngestSettings } from '@bugsage/backends';
import { inboundFiltersSchema, scrubbingSchema, type IngestKey } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { createQuota } from './quota.ts';
import { longestRetryAfter, rateLimitHeaders } from './rate-limit-headers.ts';

const KEYS = {
  shop: { public_key: 'a', project_id: 1, enabled: true },
  shopToo: { public_key: 'b', project_id: 1, enabled: true },
  blog: { public_key: 'c', project_id: 2, enabled: true },
  foreign: { public_key: 'd', project_id: 3, enabled: true },
} satisfies Record<string, IngestKey>;

type Limits = Partial<Pick<IngestSettings, `${'key' | 'project' | 'organization'}_events_per_minute`>>;

function quotaWith(limits: Limits, defaults = { key: 0, project: 0, organization: 0 }) {
  let now = 0;
  const settings = new Map(
    Object.values(KEYS).map((key): [string, IngestSettings] => [
      key.public_key,
      {
        ...key,
        organization_id: key.project_id === 3 ? 2 : 1,
        key_events_per_minute: null,
        project_events_per_minute: null,
        organization_events_per_minute: null,
        filters: inboundFiltersSchema.parse({}),
        scrubbing: scrubbingSchema.parse({}),
        ...limits,
      },
    ]),
  );
  const quota = createQuota({ settingsOf: (key) => settings.get(key), defaults, now: () => now });
  const send = (key: IngestKey, count: number): number =>
    Array.from({ length: count }, () => quota.take(key)).filter((exhausted) => exhausted.length === 0).length;
  return { quota, send, wait: (milliseconds: number) => (now += milliseconds) };
}

describe('quota', () => {
  it('of a key leaves other keys of the project alone', () => {
    const { send } = quotaWith({ key_events_per_minute: 3 });
    expect([send(KEYS.shop, 9), send(KEYS.shopToo, 9)]).toEqual([3, 3]);
  });

  it('of a project is shared by its keys and leaves other projects alone', () => {
    const { send } = quotaWith({ project_events_per_minute: 5 });
    expect([send(KEYS.shop, 4), send(KEYS.shopToo, 4), send(KEYS.blog, 9)]).toEqual([4, 1, 5]);
  });

  it('of an organization is shared by its projects', () => {
    const { send } = quotaWith({ organization_events_per_minute: 6 });
    expect([send(KEYS.shop, 4), send(KEYS.blog, 9), send(KEYS.foreign, 9)]).toEqual([4, 2, 6]);
  });

  it('takes from no scope what another scope refuses', () => {
    const { send, wait } = quotaWith({ key_events_per_minute: 60, project_events_per_minute: 2 });
    expect(send(KEYS.shop, 100)).toBe(2);
    wait(60_000);
    expect(send(KEYS.shop, 100)).toBe(2);
  });

  it('takes defaults where nothing is set, and 0 as no limit where it is', () => {
    const defaults = { key: 0, project: 2, organization: 0 };
    expect(quotaWith({}, defaults).send(KEYS.shop, 9)).toBe(2);
    expect(quotaWith({ project_events_per_minute: 0 }, defaults).send(KEYS.shop, 9)).toBe(9);
  });

  it('looks without taking', () => {
    const { quota, send } = quotaWith({ key_events_per_minute: 1 });
    expect([quota.exhausted(KEYS.shop), quota.exhausted(KEYS.shop)]).toEqual([[], []]);
    send(KEYS.shop, 1);
    expect(quota.exhausted(KEYS.shop)).toEqual([{ scope: 'key', retryAfterSeconds: 60 }]);
  });

  it('names every exhausted scope in the header, and waits for the slowest', () => {
    const { quota, send } = quotaWith({ key_events_per_minute: 1, project_events_per_minute: 1 });
    send(KEYS.shop, 1);
    const exhausted = quota.exhausted(KEYS.shop);
    expect(rateLimitHeaders(exhausted)).toEqual([
      ['x-sentry-rate-limits', '60:error:key:key_quota, 60:error:project:project_quota'],
    ]);
    expect(longestRetryAfter([...exhausted, { scope: 'organization', retryAfterSeconds: 90 }])).toBe(90);
    expect(rateLimitHeaders([])).toEqual([]);
  });
});
