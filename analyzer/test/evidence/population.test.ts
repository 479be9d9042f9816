import type { EventSummary, TagDistribution } from '@bugsage/backends';
import type { Issue } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { countsByRelease } from '../../src/evidence/by-release.ts';
import { sentValue } from '../../src/evidence/sent-values.ts';
import { similarIssues } from '../../src/evidence/similar-issues.ts';
import { tagSkews } from '../../src/evidence/tag-skew.ts';
import { errorOf, eventOf, frameAt, ISSUE } from '../analyze/event-fixture.ts';

const tag = (key: string, ...values: [string, number][]): TagDistribution => ({
  key,
  values: values.map(([value, count]) => ({ value, count })),
});

describe('tag skew', () => {
  const project = [
    tag('browser', ['Chrome', 700], ['Safari', 200]),
    tag('plan', ['paid', 800], ['free', 100]),
    tag('trace_id', ['a', 1]),
  ];

  it('names what nearly all events of the issue have and few of the project', () => {
    const issue = [tag('browser', ['Safari', 48], ['Chrome', 2]), tag('plan', ['paid', 40], ['free', 10])];
    expect(tagSkews(issue, project)).toEqual([
      { key: 'browser', value: 'Safari', ofIssue: 0.96, ofProject: 200 / 900, events: 50 },
    ]);
  });

  it.each<[string, TagDistribution[]]>([
    ['what is usual everywhere', [tag('browser', ['Chrome', 50])]],
    ['too few events', [tag('browser', ['Safari', 4])]],
    ['tags that differ with every event', [tag('trace_id', ['a', 50])]],
    ['tags the project does not have', [tag('other', ['a', 50])]],
  ])('says nothing about %s', (_name, issue) => {
    expect(tagSkews(issue, project)).toEqual([]);
  });
});

it('counts events by release, newest release first', () => {
  const summary = (release: string | null, occurredAt: number, times: number): EventSummary => ({
    event_id: 'a',
    occurred_at: occurredAt,
    received_at: occurredAt,
    title: '',
    level: 'error',
    release,
    environment: null,
    user: null,
    times_seen: times,
  });
  const rows = [summary('1.1', 30, 4), summary(null, 25, 1), summary('1.1', 20, 1), summary('1.0', 10, 2)];
  expect(countsByRelease(rows)).toEqual([
    { release: '1.1', events: 5, firstSeen: 20 },
    { release: '1.0', events: 2, firstSeen: 10 },
  ]);
});

describe('similar issues', () => {
  const issue: Issue = {
    ...ISSUE,
    type: 'TypeError',
    value: "Cannot read properties of undefined (reading 'floor')",
    culprit: 'src/totals.js in discount',
  };
  const other = (number: number, parts: Partial<Issue>): Issue => ({
    ...issue,
    id: `0b5b3a6e-6f5e-4d0c-9a44-00000000000${number}`,
    ...parts,
  });

  it('are told with the reason, the most similar first', () => {
    const found = similarIssues(issue, [
      issue,
      other(1, { type: 'RangeError', value: 'Invalid array length', culprit: 'src/list.js in pad' }),
      other(2, { culprit: 'src/totals.js in refund', status: 'resolved' }),
      other(3, { value: "Cannot read properties of undefined (reading 'percent')" }),
      other(4, { project_id: 2 }),
    ]);
    expect(found.map(({ issue_id }) => issue_id.at(-1))).toEqual(['3', '2']);
    expect(found[1]?.reason).toBe(
      'Both are TypeError, both happen in src/totals.js, their messages have the same words, that one is resolved.',
    );
  });

  it('do not differ by numbers and ids', () => {
    const [found] = similarIssues({ ...issue, value: 'Order 17 of a1b2c3d4e5f60718 is lost' }, [
      other(1, { value: 'Order 99 of ffeeddccbbaa9988 is lost' }),
    ]);
    expect(found?.similarity).toBe(1);
  });
});

it('quotes the local variables of an SDK, without secrets', () => {
  const frame = {
    ...frameAt({ filename: 'a.js', lineno: 1, colno: 1 }),
    vars: { order: null, header: 'password="hunter2hunter2"', lost: 'None' },
  };
  const event = eventOf({ exceptions: [errorOf('TypeError', 'x', [frame])] });
  expect(sentValue(event, frame, 'order')).toEqual({
    field: 'exceptions.0.frames.0.vars.order',
    text: 'null',
    isMissing: true,
  });
  expect(sentValue(event, frame, 'header')?.text).not.toContain('hunter2');
  expect(sentValue(event, frame, 'lost')?.isMissing).toBe(true);
  expect(sentValue(event, frame, 'unknown')).toBeNull();
  expect(sentValue(event, frame, 'constructor')).toBeNull();
});
