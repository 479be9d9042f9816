import { describe, expect, it } from 'vitest';
import type { Activity } from '../activity.ts';
import { quietHoursSchema, type AlertRule } from './alert.ts';
import { afterQuietHours } from './quiet-hours.ts';
import { triggerOf, wantsAlert } from './triggers-of.ts';

const at = (time: string): number => Date.parse(`2026-01-15T${time}:30Z`);
const clockOf = (time: number): string => new Date(time).toISOString().slice(11, 16);

describe('quiet hours', () => {
  const night = { from: '22:00', to: '07:00', timezone: 'UTC' };

  it.each([
    [night, '21:59', '21:59'],
    [night, '22:00', '07:00'],
    [night, '03:15', '07:00'],
    [night, '07:00', '07:00'],
    [{ ...night, from: '12:00', to: '13:00' }, '12:30', '13:00'],
    [{ ...night, timezone: 'Asia/Tokyo' }, '14:00', '22:00'],
    [{ ...night, from: '08:00', to: '08:00' }, '08:00', '08:00'],
    [null, '03:00', '03:00'],
  ])('of %j at %s let go at %s', (quiet, now, expected) => {
    expect(clockOf(afterQuietHours(quiet, at(now)))).toBe(expected);
  });

  it('need real times and zones', () => {
    expect(quietHoursSchema.safeParse(night).success).toBe(true);
    expect(quietHoursSchema.safeParse({ ...night, from: '24:00' }).success).toBe(false);
    expect(quietHoursSchema.safeParse({ ...night, timezone: 'Mars/Olympus' }).success).toBe(false);
  });
});

describe('what a rule tells of', () => {
  const line = (kind: Activity['kind'], data: Activity['data'] = {}): Activity => ({
    seq: 1,
    project_id: 1,
    issue_id: '00000000-0000-4000-8000-000000000000',
    kind,
    actor: 'collector',
    data,
    at: '2026-01-01T00:00:00.000Z',
  });

  it.each([
    [line('created'), 'new_issue'],
    [line('status', { from: 'resolved', to: 'detected', substatus: 'regressed' }), 'regression'],
    [line('status', { from: 'detected', to: 'detected', substatus: 'escalating' }), 'escalation'],
    [line('status', { from: 'detected', to: 'resolved', substatus: 'regressed' }), null],
    [
      line('status', {
        from: 'analyzing',
        to: 'detected',
        from_substatus: 'regressed',
        substatus: 'regressed',
      }),
      null,
    ],
    [line('fix', { from: 'testing', to: 'ready' }), 'fix_ready'],
    [line('fix', { from: 'pending', to: 'generating' }), null],
    [line('commented'), null],
  ])('%j is %s', (activity, trigger) => {
    expect(triggerOf(activity)).toBe(trigger);
  });

  const rule: AlertRule = {
    id: '00000000-0000-4000-8000-000000000001',
    project_id: 1,
    name: 'All',
    enabled: true,
    triggers: ['new_issue'],
    severity_min: 'medium',
    environment: 'production',
    threshold: null,
    velocity: null,
    quiet_hours: null,
    channel_ids: ['00000000-0000-4000-8000-000000000002'],
    created_at: '2026-01-01T00:00:00.000Z',
  };
  const issue = { severity: 'high', status: 'detected', last_environment: 'production' } as const;

  it.each([
    [rule, issue, true],
    [{ ...rule, enabled: false }, issue, false],
    [{ ...rule, triggers: ['regression' as const] }, issue, false],
    [rule, { ...issue, severity: 'low' as const }, false],
    [rule, { ...issue, status: 'ignored' as const }, false],
    [rule, { ...issue, last_environment: 'staging' }, false],
    [{ ...rule, environment: null }, { ...issue, last_environment: null }, true],
  ])('%# is as the rule says', (given, of, expected) => {
    expect(wantsAlert(given, 'new_issue', of)).toBe(expected);
  });
});
