import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openSandbox, type Model } from '@bugsage/backends';
import { modelGatesSchema, type Fix, type Frame } from '@bugsage/core';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { gateSettingsOf } from '../src/analyze/gates.ts';
import { createAnalyzeHandler } from '../src/workers/analyze-issue.ts';
import { budgetedModel } from '../src/workers/budgeted-model.ts';

const PROGRAM = fileURLToPath(new URL('./crash/analyzer-process.ts', import.meta.url));
const SLOW_TESTS = 'sleep 612.25';
const sandbox = await openSandbox({ kind: 'auto' });
const lease = { extend: async () => undefined };

let engines: TestBackends;
let folder: string;
let cursor = -1;

beforeAll(async () => {
  engines = await startTestBackends();
  folder = await mkdtemp(join(tmpdir(), 'bugsage-crash-'));
  await makeRepository(join(folder, 'shop'));
});
afterAll(async () => {
  await engines.stop();
  await rm(folder, { recursive: true, force: true });
});

describe.skipIf(sandbox.kind === 'none')('an analyzer that is killed in the middle of a fix', () => {
  const children: ChildProcess[] = [];
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
  });

  const start = async (): Promise<ChildProcess> => {
    const child = spawn(process.execPath, ['--no-warnings', PROGRAM], {
      env: {
        PATH: process.env['PATH'],
        BUGSAGE_DATA_DIR: join(folder, 'data'),
        BUGSAGE_API_PORT: '0',
        TEST_DATABASE_URL: engines.engines.databaseUrl,
        TEST_CLICKHOUSE_URL: engines.engines.clickhouseUrl,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    if (child.stdout !== null) await once(child.stdout, 'data');
    return child;
  };
  const worktrees = async (): Promise<string[]> => {
    const repositories = join(folder, 'data', 'repositories');
    const names = await readdir(repositories).catch(() => [] as string[]);
    const folders = names.filter((name) => name.endsWith('.worktrees'));
    return (await Promise.all(folders.map((name) => readdir(join(repositories, name))))).flat();
  };
  const isRunning = (): boolean =>
    execFileSync('ps', ['axww'], { encoding: 'utf8' })
      .split('\n')
      .some((line) => /\bsleep 612\.25$/.test(line));

  it('is followed by one that starts the fix over; no process, checkout or second fix is left', async () => {
    const { backends } = engines;
    await useRepository(SLOW_TESTS);
    const issueId = await openIssue([frame('user.js', 2)]);
    const asked = await backends.fixes.request(request(issueId));
    const read = () => backends.fixes.get({ projectIds: [1] }, asked.id);
    const first = await start();
    await until(() => Promise.resolve(isRunning()));
    expect((await read())?.status).toBe('testing');
    first.kill('SIGKILL');
    await once(first, 'exit');
    await until(() => Promise.resolve(!isRunning()));
    expect(await worktrees()).toHaveLength(1);
    await useRepository(null);
    const second = await start();
    expect(await worktrees()).toEqual([]);
    const stages = (await readdir(tmpdir())).filter((name) =>
      name.startsWith(`bugsage-sandbox-${first.pid}-`),
    );
    expect(stages).toEqual([]);
    // The lease of the dead one runs out.
    await backends.sql`UPDATE bus_deliveries SET visible_at = now()`;
    let ended: Fix | null = null;
    await until(async () => {
      ended = await read();
      return ended?.status === 'ready' || ended?.status === 'failed';
    });
    expect(ended).toMatchObject({ status: 'ready', verification: { verdict: 'verified' } });
    const all = await backends.fixes.list({ projectIds: [1] }, { issue_id: issueId, skip: 0, limit: 10 });
    expect(all.total).toBe(1);
    await until(async () => (await worktrees()).length === 0);
    second.kill('SIGTERM');
    second.kill('SIGKILL');
  }, 180_000);
});

describe('what models may cost', () => {
  const BUDGET_USD = 0.3;
  /** Issues that go all the way; the rest of ten thousand only asks the ledger. */
  const FLOOD = 40;

  it('ten thousand forged new issues cost no more than the budget, however many ask at once', async () => {
    const { model, paid, questions } = dearModel();
    const configuration = {
      ...engines.configuration,
      BUGSAGE_AI_BUDGET_USD_PER_DAY: BUDGET_USD,
      BUGSAGE_AI_MAX_TOKENS: 1000,
    };
    const settings = gateSettingsOf(configuration, modelGatesSchema.parse({}));
    const ledger = engines.backends.modelLedger;
    const refused = { count: 0 };
    const ask = async (): Promise<void> => {
      const call = { projectId: 1, issueId: randomUUID(), purpose: 'analysis' } as const;
      const budgeted = budgetedModel({ model, ledger, configuration, settings, call });
      const answered = await budgeted.ask({ system: 's', user: 'u', schemaName: 'test', schema: NOTHING });
      if (!answered.ok && answered.reason === 'over_budget') refused.count += 1;
    };
    for (let sent = 0; sent < 10_000; sent += 100) await Promise.all(Array.from({ length: 100 }, ask));
    expect(questions()).toBeGreaterThan(0);
    expect(questions() + refused.count).toBe(10_000);
    expect(paid()).toBeLessThanOrEqual(BUDGET_USD);
    const spent = await engines.backends.modelLedger.spent(1, Date.now() - 60_000);
    expect(spent.cost_usd).toBeCloseTo(paid(), 9);
  }, 120_000);

  it('a flood of them through the analyzer is analyzed to the last, and the model paid no more than that', async () => {
    await useRepository(null);
    const { model, paid, questions } = dearModel();
    await engines.backends.sql`DELETE FROM model_calls`;
    const handle = createAnalyzeHandler({
      backends: engines.backends,
      configuration: {
        ...engines.configuration,
        BUGSAGE_AI_BUDGET_USD_PER_DAY: BUDGET_USD,
        BUGSAGE_AI_MAX_TOKENS: 1000,
      },
      dataDirectory: join(folder, 'data'),
      model,
      logger: pino({ level: 'silent' }),
    });
    const issues: string[] = [];
    for (let made = 0; made < FLOOD; made += 1) issues.push(await openIssue([]));
    const analyze = (issueId: string) => {
      const payload = { project_id: 1, issue_id: issueId };
      return handle(
        { message: { id: randomUUID(), subject: 'issue.created', payload }, deliveries: 1 },
        lease,
      );
    };
    for (let from = 0; from < FLOOD; from += 10)
      await Promise.all(issues.slice(from, from + 10).map((issueId) => analyze(issueId)));
    expect(questions()).toBeGreaterThan(0);
    expect(paid()).toBeLessThanOrEqual(BUDGET_USD);
    const reports = await Promise.all(
      issues.map((issueId) => engines.backends.analyses.latest({ projectIds: [1] }, issueId)),
    );
    expect(reports.every((report) => report !== null)).toBe(true);
    const kept = reports.filter((report) => report?.analysis_metadata.fallback_reason?.includes('budget'));
    expect(kept.length + questions()).toBe(FLOOD);
  }, 120_000);

  it('beyond the budget issues are analyzed without a model, and say so', async () => {
    await useRepository(null);
    const { model, questions } = dearModel();
    const handle = createAnalyzeHandler({
      backends: engines.backends,
      configuration: { ...engines.configuration, BUGSAGE_AI_BUDGET_USD_PER_DAY: BUDGET_USD },
      dataDirectory: join(folder, 'data'),
      model,
      logger: pino({ level: 'silent' }),
    });
    const issues = [await openIssue([]), await openIssue([]), await openIssue([])];
    for (const issueId of issues) {
      await handle(
        {
          message: { id: issueId, subject: 'issue.created', payload: { project_id: 1, issue_id: issueId } },
          deliveries: 1,
        },
        lease,
      );
      const analysis = await engines.backends.analyses.latest({ projectIds: [1] }, issueId);
      expect(analysis?.analysis_metadata).toMatchObject({ engine: 'deterministic', cost_usd: 0 });
      expect(analysis?.analysis_metadata.fallback_reason).toContain('budget');
    }
    expect(questions()).toBe(0);
  });
});

describe('after a fix was taken back', () => {
  const DAY_MS = 86_400_000;

  it('no other one is made by itself for seven days', async () => {
    await useRepository(null);
    const { fixes } = engines.backends;
    const issueId = await openIssue([frame('user.js', 2)]);
    const handle = createAnalyzeHandler({
      backends: engines.backends,
      configuration: engines.configuration,
      dataDirectory: join(folder, 'data'),
      model: null,
      logger: pino({ level: 'silent' }),
    });
    const fixesAfterAnalysis = async (): Promise<readonly Fix[]> => {
      const payload = { project_id: 1, issue_id: issueId, force: true };
      const message = { id: randomUUID(), subject: 'analysis.requested', payload } as const;
      expect(await handle({ message, deliveries: 1 }, lease)).toEqual({ kind: 'done' });
      const filter = { issue_id: issueId, skip: 0, limit: 10 };
      return (await fixes.list({ projectIds: [1] }, filter)).fixes;
    };
    const [first] = await fixesAfterAnalysis();
    expect(first).toMatchObject({ type: 'automatic', status: 'pending' });
    const id = first?.id ?? '';
    for (const status of ['generating', 'testing', 'ready', 'applied'] as const)
      await fixes.transition(id, status);
    const takenBack = (daysAgo: number) => ({
      rolled_back_at: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
    });
    await fixes.transition(id, 'rolled_back', takenBack(6.9));
    expect(await fixesAfterAnalysis()).toHaveLength(1);
    await fixes.patch(id, takenBack(7.1));
    const statuses = (await fixesAfterAnalysis()).map(({ status }) => status);
    expect(statuses.toSorted()).toEqual(['pending', 'rolled_back']);
  });
});

const NOTHING = { safeParse: () => ({ success: true, data: null }) } as never;

/** A model with a list price whose every question costs the most it can: three calls of 1,000 tokens. */
function dearModel(): { model: Model; paid: () => number; questions: () => number } {
  let questions = 0;
  const cost = (3000 * 20) / 1e6;
  const model: Model = {
    provider: 'anthropic',
    name: 'claude-opus-5-5',
    ask: async () => {
      questions += 1;
      await pause(1);
      const usage = { input_tokens: 0, output_tokens: 3000, cost_usd: cost, estimated: false };
      return { ok: false, reason: 'invalid', detail: 'no', usage };
    },
  };
  return { model, paid: () => questions * cost, questions: () => questions };
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('It did not happen in time.');
    await pause(100);
  }
}

async function useRepository(testCommand: string | null): Promise<void> {
  await engines.backends.accounts.updateProject(1, {
    repository: { url: join(folder, 'shop'), root: '', test_command: testCommand },
  });
}

async function makeRepository(directory: string): Promise<void> {
  execFileSync('git', ['init', '-q', '-b', 'main', directory]);
  await writeFile(
    join(directory, 'package.json'),
    '{ "type": "module", "scripts": { "test": "node --test" } }',
  );
  await writeFile(
    join(directory, 'user.js'),
    `export function initials(user) {
  return user.profile.name.slice(0, 2).toUpperCase();
}

export function greeting(user) {
  if (!user.profile) return '';
  return 'Hello ' + user.profile.name;
}
`,
  );
  const git = (...rest: string[]) =>
    execFileSync('git', ['-C', directory, '-c', 'user.name=Ada', '-c', 'user.email=a@x', ...rest]);
  git('add', '.');
  git('commit', '-qm', 'Shop');
}

function frame(filename: string, lineno: number): Frame {
  const context = { pre_context: [], context_line: null, post_context: [], vars: null };
  return {
    function: 'initials',
    module: null,
    filename,
    abs_path: null,
    lineno,
    colno: 23,
    in_app: true,
    ...context,
  };
}

async function openIssue(frames: readonly Frame[]): Promise<string> {
  const eventId = String(cursor + 2).padStart(32, 'c');
  const pos = cursor + 1;
  cursor = pos;
  const placed = placedEvent({ pos, eventId });
  const value = "Cannot read properties of undefined (reading 'name')";
  const exceptions = [{ type: 'TypeError', value, module: null, mechanism: null, frames }];
  const event = { ...placed, event: { ...placed.event, exceptions } };
  await engines.backends.events.insert([event]);
  await engines.backends.ingest.commit({
    events: [event],
    deadLetters: [],
    cursor: { collector: 'c1', incarnation: 1, from: pos - 1, to: pos },
  });
  const [row] = await engines.backends.sql<{ issue_id: string }[]>`
    SELECT issue_id FROM issue_fingerprints WHERE fingerprint = ${eventId}`;
  return row?.issue_id ?? '';
}

function request(issueId: string) {
  return { issue_id: issueId, project_id: 1, analysis_id: null, type: 'manual', title: 'Guard' } as const;
}
