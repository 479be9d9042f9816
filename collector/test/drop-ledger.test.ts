import type { HourOfDrops } from '@bugsage/backends';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createDropLedger } from '../src/outcomes/drop-ledger.ts';

const HOUR_MS = 3_600_000;
const LIMITED = { kind: 'dropped', stage: 'receive', reason: 'rate_limited_project' } as const;

describe('what projects lose', () => {
  let started: TestBackends;

  beforeAll(async () => {
    started = await startTestBackends();
  });
  afterAll(async () => started.stop());

  it('is added up by hour and reason, survives an engine that is away, and leaves strangers out', async () => {
    const { drops } = started.backends;
    let now = 1_764_151_200_000;
    const hour = Math.floor(now / HOUR_MS) * HOUR_MS;
    let isAway = true;
    const errors: unknown[] = [];
    const ledger = createDropLedger({
      drops: {
        add: async (rows: readonly HourOfDrops[]) => {
          if (isAway) throw new Error('away');
          await drops.add(rows);
        },
      },
      now: () => now,
      onError: (error) => errors.push(error),
    });
    ledger.record(LIMITED, 3, 1);
    ledger.record({ kind: 'accepted' }, 9, 1);
    ledger.record(LIMITED, 5, null);
    await ledger.stop();
    expect(errors).toHaveLength(1);
    isAway = false;
    ledger.record(LIMITED, 4, 1);
    ledger.record(LIMITED, 1, 999);
    now += HOUR_MS;
    ledger.record({ ...LIMITED, reason: 'filtered_crawler' }, 2, 1);
    await ledger.stop();
    expect(await drops.list(1, 0)).toEqual([
      { project_id: 1, hour, reason: 'rate_limited_project', events: 7 },
      { project_id: 1, hour: hour + HOUR_MS, reason: 'filtered_crawler', events: 2 },
    ]);
    expect(await drops.prune(hour + HOUR_MS)).toBe(1);
    expect(await drops.list(1, 0)).toHaveLength(1);
  });
});
