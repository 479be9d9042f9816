import type { IngestKey } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { shareSpool } from './share-spool.ts';

const keyOf = (projectId: number): IngestKey => ({
  public_key: String(projectId).padStart(32, '0'),
  project_id: projectId,
  enabled: true,
});

function spool(isFilling: boolean) {
  const state = { now: 1_000_000, isFilling };
  const quota = shareSpool(
    { exhausted: () => [], take: () => [] },
    { isSpoolFilling: () => state.isFilling, now: () => state.now },
  );
  const send = (projectId: number, count: number): number =>
    Array.from({ length: count }, () => quota.take(keyOf(projectId))).filter((over) => over.length === 0)
      .length;
  const nextWindow = (windows = 1): void => {
    state.now += windows * 10_000;
  };
  return { state, quota, send, nextWindow };
}

describe('sharing what is left of the spool', () => {
  it('slows down who sends most, and refuses nobody else', () => {
    const { send, nextWindow, quota } = spool(true);
    send(1, 1_000);
    send(2, 20);
    nextWindow();
    expect(send(1, 1_000)).toBe(510);
    expect(send(2, 20)).toBe(20);
    expect(quota.exhausted(keyOf(1))).toEqual([{ scope: 'project', retryAfterSeconds: 10 }]);
    expect(quota.exhausted(keyOf(2))).toEqual([]);
  });

  it('leaves all of it to a project that is alone, until another one sends', () => {
    const { send, nextWindow } = spool(true);
    send(1, 300);
    nextWindow();
    expect(send(1, 900)).toBe(900);
    expect(send(2, 100)).toBe(100);
    nextWindow();
    expect(send(1, 900)).toBe(500);
  });

  it('limits nothing while there is room, nor after a pause', () => {
    const { send, nextWindow, state } = spool(false);
    send(1, 300);
    nextWindow();
    expect(send(1, 900)).toBe(900);
    state.isFilling = true;
    nextWindow(2);
    expect(send(1, 900)).toBe(900);
  });
});
