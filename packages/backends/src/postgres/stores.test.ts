import { randomUUID } from 'node:crypto';
import { inboundFiltersSchema, scrubbingSchema, STRICTEST_SCRUBBING, type Analysis } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../testing/placed-event.ts';
import { startTestPostgres, type TestPostgres } from '../testing/test-postgres.ts';
import { openPostgresIngestStore } from './ingest/postgres-ingest-store.ts';
import { openPostgresAccountStore } from './postgres-account-store.ts';
import { openPostgresAnalysisStore } from './postgres-analysis-store.ts';
import { openPostgresFixStore } from './postgres-fix-store.ts';
import { openPostgresIssueStore } from './postgres-issue-store.ts';

let database: TestPostgres;
const mine = { projectIds: [1] };
const foreign = { projectIds: [2] };
let issueId: string;

beforeAll(async () => {
  database = await startTestPostgres();
  const titles = ['TypeError: 100% of carts_broken', 'TypeError: cart is undefined', 'RangeError: bad date'];
  await openPostgresIngestStore(database.sql).commit({
    events: titles.map((title, index) =>
      placedEvent({
        pos: index,
        eventId: String(index).repeat(32),
        title,
        tags: [['plan', 'free']],
        occurredAt: Date.now() - index * 60_000,
      }),
    ),
    deadLetters: [],
    cursor: { collector: 'c1', incarnation: 1, from: -1, to: 2 },
  });
  const { issues } = await openPostgresIssueStore(database.sql).listIssues(mine, { skip: 0, limit: 10 });
  issueId = issues[1]?.id ?? '';
});
afterAll(() => database.stop());

describe('issues', () => {
  it('lists newest first, filters and counts', async () => {
    const store = openPostgresIssueStore(database.sql);
    const all = await store.listIssues(mine, { skip: 0, limit: 2 });
    expect(all.total).toBe(3);
    expect(all.issues.map((issue) => issue.number)).toEqual([1, 2]);
    expect(all.issues[0]).toMatchObject({
      tags: { plan: 'free' },
      status: 'detected',
      substatus: 'new',
      event_count: 1,
    });
    const literal = await store.listIssues(mine, { skip: 0, limit: 10, search: '100% of carts_b' });
    expect(literal.total).toBe(1);
    expect((await store.listIssues(mine, { skip: 0, limit: 10, search: '%' })).total).toBe(1);
    expect((await store.listIssues(mine, { skip: 0, limit: 10, search: "' OR 1=1 --" })).total).toBe(0);
    expect((await store.listIssues(mine, { skip: 0, limit: 10, severity: 'low' })).total).toBe(0);
  });

  it('shows and changes nothing of another tenant', async () => {
    const store = openPostgresIssueStore(database.sql);
    expect((await store.listIssues(foreign, { skip: 0, limit: 10 })).total).toBe(0);
    expect(await store.getIssue(foreign, issueId)).toBeNull();
    expect(await store.updateIssue(foreign, issueId, { title: 'mine now' }, 'x')).toBeNull();
    expect((await store.getIssue(mine, issueId))?.title).toBe('TypeError: cart is undefined');
  });

  it('moves along the transition table only', async () => {
    const store = openPostgresIssueStore(database.sql);
    const resolved = await store.updateIssue(mine, issueId, { status: 'resolved' }, 'ann@acme.test');
    expect(resolved).toMatchObject({ status: 'resolved', resolved_by: 'ann@acme.test' });
    await expect(store.updateIssue(mine, issueId, { status: 'fixing' }, 'ann')).rejects.toMatchObject({
      code: 'invalid_transition',
    });
    const reopened = await store.updateIssue(mine, issueId, { status: 'detected' }, 'ann');
    expect(reopened).toMatchObject({
      status: 'detected',
      substatus: 'ongoing',
      resolved_at: null,
      resolved_by: null,
    });
  });

  it('sums up', async () => {
    const statistics = await openPostgresIssueStore(database.sql).statistics(mine, 7);
    expect(statistics).toMatchObject({
      total_issues: 3,
      total_events: 3,
      new_issues: 3,
      by_status: { detected: 3 },
      by_severity: { high: 3 },
    });
  });
});

describe('analyses', () => {
  it('lets one worker analyze an input, and takes over from a dead one', async () => {
    const store = openPostgresAnalysisStore(database.sql);
    const claim = { issueId, inputHash: 'h1', leaseSeconds: 60 };
    expect(await store.claim({ ...claim, worker: 'a' })).toBe('claimed');
    expect(await store.claim({ ...claim, worker: 'b' })).toBe('busy');
    await database.sql`UPDATE analysis_claims SET claimed_at = now() - interval '2 minutes'`;
    expect(await store.claim({ ...claim, worker: 'b' })).toBe('claimed');
    await store.release(claim);
    expect(await store.claim({ ...claim, worker: 'c' })).toBe('claimed');
    await store.save(analysis('h1'));
    await database.sql`UPDATE analysis_claims SET claimed_at = now() - interval '2 minutes'`;
    expect(await store.claim({ ...claim, worker: 'd' })).toBe('finished');
  });

  it('keeps the analysis, its cost and the confidence on the issue', async () => {
    const store = openPostgresAnalysisStore(database.sql);
    expect((await store.latest(mine, issueId))?.root_cause).toBe('because');
    expect(await store.latest(foreign, issueId)).toBeNull();
    expect((await store.findByInput(issueId, 'h1'))?.confidence_score).toBe(0.8);
    expect(await store.findByInput(issueId, 'h2')).toBeNull();
    expect((await openPostgresIssueStore(database.sql).getIssue(mine, issueId))?.analysis_confidence).toBe(
      0.8,
    );
    const subjects = await database.sql`SELECT subject FROM outbox WHERE subject = 'analysis.completed'`;
    expect(subjects).toHaveLength(1);
  });
});

describe('fixes', () => {
  it('has one open fix per issue, even when asked for at once', async () => {
    const store = openPostgresFixStore(database.sql);
    const request = {
      issue_id: issueId,
      project_id: 1,
      analysis_id: null,
      type: 'automatic' as const,
      title: 'Guard cart',
    };
    const fixes = await Promise.all([1, 2, 3].map(() => store.request(request)));
    expect(new Set(fixes.map((fix) => fix.id)).size).toBe(1);
    const fixId = fixes[0]?.id ?? '';
    expect(await store.get(foreign, fixId)).toBeNull();
    await store.transition(fixId, 'generating');
    await store.transition(fixId, 'testing', { code_diff: '--- a\n+++ b\n' });
    await expect(store.transition(fixId, 'applied')).rejects.toMatchObject({ code: 'invalid_transition' });
    expect(
      (await store.transition(fixId, 'failed', { status_reason: 'no reproduction' }))?.code_diff,
    ).toContain('+++ b');
    expect((await store.list(mine, { issue_id: issueId, skip: 0, limit: 5 })).total).toBe(1);
    const next = await store.request(request);
    expect(next.id).not.toBe(fixId);
    expect((await store.list(mine, { status: 'failed', skip: 0, limit: 5 })).fixes[0]?.status_reason).toBe(
      'no reproduction',
    );
  });
});

describe('accounts', () => {
  it('updates only what is given', async () => {
    const store = openPostgresAccountStore(database.sql);
    const repository = { url: '/srv/shop.git', root: '', test_command: null };
    expect(await store.updateProject(1, { repository })).toMatchObject({ name: 'Shop', repository });
    expect(await store.updateProject(1, { name: 'New' })).toMatchObject({ name: 'New', repository });
    expect(await store.updateProject(1, { repository: null })).toMatchObject({
      name: 'New',
      repository: null,
    });
    const filters = inboundFiltersSchema.parse({ localhost: true });
    const scrubbing = scrubbingSchema.parse({ emails: true, patterns: ['a+'] });
    await store.updateProject(1, { events_per_minute: 60, filters, scrubbing });
    await database.sql`INSERT INTO ingest_keys (public_key, project_id, events_per_minute) VALUES (${'9'.repeat(32)}, 1, 6)`;
    expect(await store.listIngestSettings()).toContainEqual({
      public_key: '9'.repeat(32),
      project_id: 1,
      organization_id: 1,
      key_events_per_minute: 6,
      project_events_per_minute: 60,
      organization_events_per_minute: null,
      filters,
      scrubbing,
    });
    expect(await store.updateProject(1, { events_per_minute: null })).toMatchObject({
      events_per_minute: null,
      filters,
    });
    await database.sql`UPDATE projects SET filters = '{"rules": 7}', scrubbing = '{"emails": 7}' WHERE id = 1`;
    expect((await store.getProject(1))?.scrubbing).toEqual(STRICTEST_SCRUBBING);
    expect((await store.listIngestSettings())[0]?.scrubbing).toEqual(STRICTEST_SCRUBBING);
    expect((await store.getProject(1))?.filters).toEqual(inboundFiltersSchema.parse({}));
    expect(await store.updateProject(99, { name: 'x' })).toBeNull();
  });
});

function analysis(inputHash: string): Analysis {
  const now = new Date().toISOString();
  return {
    id: randomUUID(),
    issue_id: issueId,
    project_id: 1,
    event_id: '1'.repeat(32),
    classification: 'code_fix',
    no_code_fix_reason: null,
    root_cause: 'because',
    impact_assessment: '',
    suggested_fixes: [],
    confidence_score: 0.8,
    risk_level: 'low',
    estimated_effort: 'minutes',
    related_errors: [],
    prevention_suggestions: [],
    evidence: [],
    location: null,
    analysis_metadata: {
      engine: 'deterministic',
      engine_version: '1',
      rule: 'nullish-access',
      model: null,
      prompt_version: null,
      input_hash: inputHash,
      input_tokens: 10,
      output_tokens: 20,
      cost_usd: 0.25,
      duration_ms: 1,
      timestamp: now,
      fallback_reason: null,
      context_used: [],
      dropped_citations: 0,
    },
    created_at: now,
  };
}
