import { describe, expect, it } from 'vitest';
import { fixedIssues } from './fixed-issues.ts';
import { severityOfPriority, statusOfTracker, trackerStatusFor } from './status-of-tracker.ts';

describe('commits that say what they fix', () => {
  it.each([
    ['Fixes BUGSAGE-123', [123]],
    ['fix: the cart\n\nCloses bugsage-7, resolves BUGSAGE-8', [7, 8]],
    ['Resolved: #SHOP-12 and fixes shop-12', [12]],
    ['Fixes OTHER-3', []],
    ['prefixes BUGSAGE-4', []],
    ['See BUGSAGE-5', []],
    ['Fixes BUGSAGE-0', []],
    ['Fixes BUGSAGE-12345678901', []],
  ])('%j', (message, numbers) => {
    expect(fixedIssues(message, 'shop')).toEqual(numbers);
  });
});

describe('statuses of a tracker', () => {
  const map = { 'In Review': 'fixing', 'In Progress': 'fixing', "Won't Do": 'ignored' } as const;

  it.each([
    ['in review', 'indeterminate', 'fixing'],
    ['In Progress', 'indeterminate', 'fixing'],
    ["Won't Do", 'done', 'ignored'],
    ['Released', 'done', 'resolved'],
    ['Backlog', 'new', 'detected'],
  ] as const)('%s (%s) is %s', (name, category, status) => {
    expect(statusOfTracker(map, { name, category })).toBe(status);
  });

  it.each([
    // Where it is says the same: people's choice among several stays.
    ['fixing', 'fixing', null],
    ['analyzing', 'detected', null],
    ['fixing', 'detected', null],
    ['detected', 'fixing', null],
    ['resolved', 'resolved', null],
    ['ignored', 'resolved', null],
    ['resolved', 'fixing', 'Shipped'],
    ['resolved', 'detected', 'Shipped'],
    ['detected', 'resolved', 'To Do'],
    ['detected', 'ignored', 'To Do'],
    ['ignored', 'detected', 'Done'],
  ] as const)('here %s, there %s: goes to %s', (here, there, target) => {
    expect(trackerStatusFor({ resolved: 'Shipped' }, here, there)).toBe(target);
  });

  it('tells ignored from resolved where the workflow has both', () => {
    expect(trackerStatusFor({ ignored: "Won't Do" }, 'ignored', 'resolved')).toBe("Won't Do");
  });

  it.each([
    ['P0', 'critical'],
    ['highest', 'critical'],
    ['Lowest', 'low'],
    ['Whatever', null],
  ])('priority %s is %s', (name, severity) => {
    expect(severityOfPriority({ critical: 'P0' }, name)).toBe(severity);
  });
});
