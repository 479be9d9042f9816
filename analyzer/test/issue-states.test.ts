import { randomUUID } from 'node:crypto';
import type { Issue } from '@bugsage/core';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createIssueSweeper } from '../src/workers/sweep-issues.ts';

const SCOPE = { projectIds: [1] };
const HOUR_MS = 3_600_000;
const hex = (): string => randomUUID().replaceAll('-', '');

describe('states of issues', () => {
  let started: TestBackends;
  let pos = -1;

  beforeAll(async () => {
    started = await startTestBackends();
  });

  afterAll(() => started.stop());

  type Given = { release?: string | null; userId?: string; occurredAt?: number; count?: number };

  /** Stores events of one error and answers its issue. */
  const happen = async (fingerprint: string, given: Given = {}): Promise<Issue> => {
    const { backends } = started;
    const from = pos;
    const events = Array.from({ length: given.count ?? 1 }, () =>
      placedEvent({ pos: (pos += 1), eventId: hex(), fingerprint, occurredAt: Date.now(), ...given }),
    );
    await backends.events.insert(events);
    const cursor = { collector: 'c1', incarnation: 1, from, to: pos };
    await backends.ingest.commit({ events, deadLetters: [], cursor });
    return issueOf(fingerprint);
  };
  const issueOf = async (fingerprint: string): Promise<Issue> => {
    const { issues } = started.backends;
    const ids = await issues.issuesOfFingerprints([{ project_id: 1, fingerprint }]);
    const issue = await issues.getIssue(SCOPE, ids.get(`1:${fingerprint}`) ?? '');
    if (issue === null) throw new Error('The issue is not there.');
    return issue;
  };
  const change = async (issue: Issue, patch: Parameters<typeof started.backends.issues.updateIssue>[2]) =>
    started.backends.issues.updateIssue(SCOPE, issue.id, patch, 'ann@example.com');
  const sweep = async (now = Date.now()): Promise<void> => {
    const { backends } = started;
    await createIssueSweeper({ ...backends, now: () => now, logger: pino({ level: 'silent' }) }).runOnce();
  };
  const stateOf = async (fingerprint: string): Promise<string> => {
    const { status, substatus } = await issueOf(fingerprint);
    return `${status} ${substatus}`;
  };

  it('a fix in a release is not undone by the release before it', async () => {
    const error = hex();
    const issue = await happen(error, { release: 'shop@1.0.0' });
    const resolved = await change(issue, { status: 'resolved', resolved_in_release: 'shop@1.1.0' });
    expect(resolved).toMatchObject({ resolution: 'in_release', resolved_in_release: 'shop@1.1.0' });
    const later = Date.now() + 5_000;
    await happen(error, { release: 'shop@1.0.0', occurredAt: later });
    expect(await stateOf(error)).toBe('resolved new');
    await happen(error, { release: 'shop@1.10.0', occurredAt: later });
    expect(await stateOf(error)).toBe('detected regressed');
    expect(await issueOf(error)).toMatchObject({
      resolution: null,
      resolved_in_release: null,
      resolved_at: null,
    });
  });

  it('a fix in the next release waits for one after the newest', async () => {
    const error = hex();
    const issue = await happen(error, { release: 'shop@2.0.0' });
    const resolved = await change(issue, { status: 'resolved', resolution: 'in_next_release' });
    expect(resolved).toMatchObject({ resolution: 'in_next_release', resolved_after_release: 'shop@2.0.0' });
    const later = Date.now() + 5_000;
    await happen(error, { release: 'shop@2.0.0', occurredAt: later });
    expect(await stateOf(error)).toBe('resolved new');
    await happen(error, { release: 'shop@2.0.1', occurredAt: later });
    expect(await stateOf(error)).toBe('detected regressed');
  });

  it('a fix in a commit counts from the release that contains it', async () => {
    const error = hex();
    const { releases } = started.backends;
    await releases.announce({ project_id: 1, version: 'shop@3.0.0' });
    await releases.announce({ project_id: 1, version: 'shop@3.1.0' });
    const commit = {
      sha: 'c0ffee'.repeat(6),
      author_email: null,
      author_name: null,
      message: null,
      committed_at: null,
    };
    await releases.setCommits(1, 'shop@3.1.0', [commit]);
    const issue = await happen(error, { release: 'shop@3.0.0' });
    await change(issue, { status: 'resolved', resolved_in_commit: 'c0ffeec0' });
    const later = Date.now() + 5_000;
    await happen(error, { release: 'shop@3.0.0', occurredAt: later });
    expect(await stateOf(error)).toBe('resolved new');
    await happen(error, { release: 'shop@3.1.0', occurredAt: later });
    expect(await stateOf(error)).toBe('detected regressed');
  });

  it('remembers releases that events name, once', async () => {
    const { releases, total } = await started.backends.releases.list(SCOPE, {
      search: 'shop@2.',
      skip: 0,
      limit: 10,
    });
    expect([total, releases.map(({ version }) => version).toSorted()]).toEqual([
      2,
      ['shop@2.0.0', 'shop@2.0.1'],
    ]);
    expect(releases.every(({ announced }) => !announced)).toBe(true);
  });

  it.each([
    ['more events', { events: 3 }, { count: 2 }, { count: 1 }],
    ['more users', { users: 2 }, { userId: 'u1' }, { userId: 'u2' }],
    ['events within minutes', { events: 3, minutes: 10 }, { count: 2 }, { count: 1 }],
  ])('an ignored issue comes back with %s', async (_, rule, tooFew, enough) => {
    const error = hex();
    const issue = await happen(error, { count: 5, occurredAt: Date.now() - 60_000 });
    await change(issue, { status: 'ignored', ignored_while: rule });
    await happen(error, tooFew);
    await sweep();
    expect(await stateOf(error)).toBe('ignored new');
    await happen(error, enough);
    await sweep();
    expect(await stateOf(error)).toBe('detected ongoing');
    expect(await issueOf(error)).toMatchObject({ ignored_while: null, ignored_until: null });
  });

  it('an issue that is ignored for a time comes back after it, one that is ignored for good does not', async () => {
    const [timed, forGood] = [hex(), hex()];
    await change(await happen(timed), {
      status: 'ignored',
      ignored_until: new Date(Date.now() - 1_000).toISOString(),
    });
    await change(await happen(forGood), { status: 'ignored' });
    await happen(forGood, { count: 3 });
    await sweep();
    expect([await stateOf(timed), await stateOf(forGood)]).toEqual(['detected ongoing', 'ignored new']);
  });

  it('marks what happens far more often than before, ignored or not', async () => {
    const [ignored, active, usual] = [hex(), hex(), hex()];
    await change(await happen(ignored), { status: 'ignored', ignored_while: { escalating: true } });
    await happen(ignored, { count: 25 });
    await happen(active, { count: 25 });
    await happen(usual, { count: 5 });
    await sweep();
    expect([await stateOf(ignored), await stateOf(active), await stateOf(usual)]).toEqual([
      'detected escalating',
      'detected escalating',
      'detected new',
    ]);
  });

  it('resolves what was silent for as long as the project says', async () => {
    const [silent, loud] = [hex(), hex()];
    await happen(silent, { occurredAt: Date.now() - 25 * HOUR_MS });
    await happen(loud);
    await sweep();
    expect(await stateOf(silent)).toBe('detected new');
    await started.backends.sql`UPDATE projects SET auto_resolve_days = 1 WHERE id = 1`;
    await sweep();
    expect(await issueOf(silent)).toMatchObject({ status: 'resolved', resolved_by: 'bugsage' });
    expect(await stateOf(loud)).toBe('detected new');
  });

  it('refuses conditions of a state the issue is not in', async () => {
    const issue = await happen(hex());
    await expect(change(issue, { ignored_until: new Date().toISOString() })).rejects.toMatchObject({
      code: 'condition_without_status',
    });
    await expect(change(issue, { status: 'resolved', resolution: 'in_release' })).rejects.toMatchObject({
      code: 'invalid_resolution',
    });
  });
});
