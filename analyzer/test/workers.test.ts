import { randomUUID } from 'node:crypto';
import type { Model } from '@bugsage/backends';
import { modelGatesSchema, type BusMessage, type ModelGates } from '@bugsage/core';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createAnalyzeHandler } from '../src/workers/analyze-issue.ts';
import { createFixHandler } from '../src/workers/make-fix.ts';

const logger = pino({ level: 'silent' });
const lease = { extend: async () => undefined };

describe('workers', () => {
  let engines: TestBackends;
  let cursor = -1;

  beforeAll(async () => {
    engines = await startTestBackends();
  });
  afterAll(() => engines.stop());

  /** An issue with one event, stored as the collector stores it. */
  const openIssue = async (): Promise<string> => {
    const eventId = randomUUID().replaceAll('-', '');
    const event = placedEvent({ pos: cursor + 1, eventId });
    await engines.backends.events.insert([event]);
    await engines.backends.ingest.commit({
      events: [event],
      deadLetters: [],
      cursor: { collector: 'c1', incarnation: 1, from: cursor, to: cursor + 1 },
    });
    cursor += 1;
    const [row] = await engines.backends.sql<
      { issue_id: string }[]
    >`SELECT issue_id FROM issue_fingerprints WHERE fingerprint = ${eventId}`;
    return row?.issue_id ?? '';
  };
  const options = (model: Model | null) => ({
    backends: engines.backends,
    configuration: engines.configuration,
    dataDirectory: engines.engines.dataDirectory,
    model,
    logger,
  });
  const created = (issueId: string): BusMessage => ({
    id: `issue.created:${issueId}`,
    subject: 'issue.created',
    payload: { project_id: 1, issue_id: issueId },
  });
  const requested = (issueId: string): BusMessage => ({
    id: randomUUID(),
    subject: 'analysis.requested',
    payload: { project_id: 1, issue_id: issueId, force: true },
  });

  it('ask a model once for an issue, however often the message comes', async () => {
    const issueId = await openIssue();
    const { model, questions } = countingModel();
    const handle = createAnalyzeHandler(options(model));
    const verdicts = await Promise.all(
      [1, 2, 3].map((deliveries) => handle({ message: created(issueId), deliveries }, lease)),
    );
    await handle({ message: created(issueId), deliveries: 4 }, lease);
    // Those that came while one of them worked come back, for the case that it died.
    expect(verdicts.filter(({ kind }) => kind === 'done').length).toBeGreaterThan(0);
    expect(questions()).toBe(1);
    const [count] = await engines.backends.sql<
      { count: number }[]
    >`SELECT count(*) FROM analyses WHERE issue_id = ${issueId}`;
    expect(count?.count).toBe(1);
  });

  it('come back to an issue whose worker died in the middle of its analysis', async () => {
    const issueId = await openIssue();
    const { model, questions } = countingModel();
    const died = { ...model, ask: () => new Promise<never>(() => undefined) };
    void createAnalyzeHandler(options(died))({ message: created(issueId), deliveries: 1 }, lease);
    const { sql } = engines.backends;
    const claims = () => sql`SELECT 1 FROM analysis_claims WHERE issue_id = ${issueId}`;
    await expect.poll(claims).toHaveLength(1);
    const handle = createAnalyzeHandler(options(model));
    expect(await handle({ message: created(issueId), deliveries: 2 }, lease)).toMatchObject({
      kind: 'retry',
    });
    await sql`UPDATE analysis_claims SET claimed_at = now() - interval '11 minutes' WHERE issue_id = ${issueId}`;
    expect(await handle({ message: created(issueId), deliveries: 3 }, lease)).toEqual({ kind: 'done' });
    expect(questions()).toBe(1);
    expect(await engines.backends.analyses.latest({ projectIds: [1] }, issueId)).not.toBeNull();
  });

  it('ask again when a person wants it, once per request', async () => {
    const issueId = await openIssue();
    const { model, questions } = countingModel();
    const handle = createAnalyzeHandler(options(model));
    const again = requested(issueId);
    for (const message of [created(issueId), again, again]) await handle({ message, deliveries: 1 }, lease);
    expect(questions()).toBe(2);
  });

  it('keep the deterministic result when the model fails, and say why', async () => {
    const issueId = await openIssue();
    await createAnalyzeHandler(options(countingModel().model))(
      { message: created(issueId), deliveries: 1 },
      lease,
    );
    const analysis = await engines.backends.analyses.latest({ projectIds: [1] }, issueId);
    expect(analysis?.analysis_metadata).toMatchObject({
      engine: 'deterministic',
      input_tokens: 7,
      cost_usd: 0.01,
    });
    expect(analysis?.analysis_metadata.fallback_reason).toContain('unavailable');
    expect((await engines.backends.issues.getIssue({ projectIds: [1] }, issueId))?.status).toBe('detected');
  });

  it('spend nothing above the budget', async () => {
    const issueId = await openIssue();
    const { model, questions } = countingModel();
    const broke = {
      ...options(model),
      configuration: { ...engines.configuration, BUGSAGE_AI_BUDGET_USD_PER_DAY: 0 },
    };
    await createAnalyzeHandler(broke)({ message: created(issueId), deliveries: 1 }, lease);
    expect(questions()).toBe(0);
    const analysis = await engines.backends.analyses.latest({ projectIds: [1] }, issueId);
    expect(analysis?.analysis_metadata.fallback_reason).toContain('budget');
  });

  it.each<[Partial<ModelGates>, string]>([
    [{ enabled: false }, 'switched off'],
    [{ events_min: 2 }, 'happened once'],
    [{ usd_per_day: 0 }, 'no money'],
    [{ tokens_per_day: 0 }, 'no tokens'],
  ])('spend nothing where the project says %o', async (gates, reason) => {
    const { accounts, analyses } = engines.backends;
    await accounts.updateProject(1, { model_gates: modelGatesSchema.parse(gates) });
    const issueId = await openIssue();
    const { model, questions } = countingModel();
    await createAnalyzeHandler(options(model))({ message: created(issueId), deliveries: 1 }, lease);
    await accounts.updateProject(1, { model_gates: modelGatesSchema.parse({}) });
    expect(questions()).toBe(0);
    const analysis = await analyses.latest({ projectIds: [1] }, issueId);
    expect(analysis?.analysis_metadata.fallback_reason).toContain(reason);
  });

  it('have nothing to do for an issue that is gone', async () => {
    const handle = createAnalyzeHandler(options(null));
    expect(await handle({ message: created(randomUUID()), deliveries: 1 }, lease)).toEqual({ kind: 'done' });
  });

  it('start a fix over that a dead worker left, and end it with a reason', async () => {
    const issueId = await openIssue();
    const { fixes } = engines.backends;
    const fix = await fixes.request({
      issue_id: issueId,
      project_id: 1,
      analysis_id: null,
      type: 'automatic',
      title: 't',
    });
    await fixes.transition(fix.id, 'generating');
    await fixes.transition(fix.id, 'testing');
    const handle = createFixHandler({
      ...options(null),
      sandbox: { kind: 'none', run: () => Promise.reject(new Error('never')) },
    });
    const message: BusMessage = {
      id: `fix.requested:${fix.id}`,
      subject: 'fix.requested',
      payload: { project_id: 1, issue_id: issueId, fix_id: fix.id },
    };
    expect(await handle({ message, deliveries: 2 }, lease)).toEqual({ kind: 'done' });
    const ended = await fixes.get({ projectIds: [1] }, fix.id);
    expect(ended).toMatchObject({
      status: 'failed',
      status_reason: 'The project has no repository configured.',
    });
    // A late redelivery leaves it as it is.
    await handle({ message, deliveries: 3 }, lease);
    expect((await fixes.get({ projectIds: [1] }, fix.id))?.updated_at).toBe(ended?.updated_at);
  });
});

/** A model whose server is away: every question costs a little and is counted. */
function countingModel(): { model: Model; questions: () => number } {
  let questions = 0;
  const model: Model = {
    provider: 'anthropic',
    name: 'test-model',
    ask: async () => {
      questions += 1;
      const usage = { input_tokens: 7, output_tokens: 0, cost_usd: 0.01, estimated: true };
      return { ok: false, reason: 'unavailable', detail: 'connection refused', usage };
    },
  };
  return { model, questions: () => questions };
}
