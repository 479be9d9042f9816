import { describe, expect, it } from 'vitest';
import { momentOrDate } from './moment.ts';

describe('moments', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z', '2026-03-01T23:59:59.999Z'],
    ['2026-03-01T10:00:00+02:00', '2026-03-01T08:00:00.000Z', '2026-03-01T08:00:00.000Z'],
    ['2026-03-01T10:00:00.5Z', '2026-03-01T10:00:00.500Z', '2026-03-01T10:00:00.500Z'],
  ])('reads %s', (given, start, end) => {
    expect(momentOrDate('start').parse(given)).toBe(start);
    expect(momentOrDate('end').parse(given)).toBe(end);
  });

  it.each([
    '',
    'now',
    '0',
    '-1',
    '2026-02-30',
    '2026-03-01T10:00:00',
    '0000-01-01',
    '275760-09-13T00:00:00Z',
    "2026-03-01'--",
  ])('refuses %j', (given) => {
    expect(momentOrDate('start').safeParse(given).success).toBe(false);
  });
});
