import { describe, expect, test } from 'vitest';
import { type ClientLoss, readClientReport } from './client-loss.ts';

describe('a client report', () => {
  test('counts lost errors under a closed list of words', () => {
    const discarded = [
      { reason: 'sample_rate', category: 'error', quantity: 3 },
      { reason: 'made up', category: 'error', quantity: 1 },
      { reason: 'sample_rate', category: 'transaction', quantity: 9 },
      { reason: 'before_send', category: 'default', quantity: -1 },
      'nothing',
    ];
    expect(report({ discarded_events: discarded })).toEqual([
      { reason: 'sample_rate', quantity: 3, projectId: 7 },
      { reason: 'other', quantity: 1, projectId: 7 },
      { reason: 'before_send', quantity: 0, projectId: 7 },
    ]);
  });

  test('is nothing when it is something else or too long', () => {
    expect(report({ discarded_events: {} })).toEqual([]);
    expect(report({ padding: 'x'.repeat(5_000) })).toEqual([]);
  });
});

function report(value: unknown): ClientLoss[] {
  return readClientReport(Buffer.from(JSON.stringify(value)), 7);
}
