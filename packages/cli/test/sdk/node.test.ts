import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from '../running-server.ts';
import { PROGRAMS, runProgram, type NodeSdk, type ProgramRun } from './program-run.ts';
import {
  callsOf,
  createReportReader,
  crumbsOf,
  type Reported,
  type ReportReader,
} from './reported-events.ts';

const SDKS = ['@bugsage/sdk', '@sentry/node'] as const;
const CRASH_TITLE = "TypeError: Cannot read properties of undefined (reading 'street')";

describe('a Node program', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let server: RunningServer;
  let read: ReportReader;
  /** One crash for each SDK, made by the test that asks first. */
  const crashes = new Map<NodeSdk, Promise<{ run: ProgramRun; found: Reported }>>();

  beforeAll(async () => {
    directory = await newDataDirectory();
    server = await startServer({ dataDirectory: directory.path });
    read = await createReportReader(server);
  });
  afterAll(async () => {
    await server?.stop();
    await directory.remove();
  });

  async function report(
    program: string,
    { sdk, title }: { sdk: NodeSdk; title: string },
  ): Promise<{ run: ProgramRun; found: Reported }> {
    const run = await runProgram(program, { sdk, dsn: server.dsn });
    const context = `The program ended with code ${run.exitCode} and printed: ${run.stderr}`;
    const [first] = await read({ release: run.release, titles: [title], context });
    if (first === undefined) throw new Error(`${title} is not there.`);
    return { run, found: first };
  }

  function crash(sdk: NodeSdk): Promise<{ run: ProgramRun; found: Reported }> {
    const made = crashes.get(sdk) ?? report('crash.js', { sdk, title: CRASH_TITLE });
    crashes.set(sdk, made);
    return made;
  }

  describe.each(SDKS)('with %s', (sdk) => {
    it('ends with code 1 as without an SDK, and the error that ended it is an issue', async () => {
      const { run, found } = await crash(sdk);
      expect(run.exitCode).toBe(1);
      expect(run.stderr).toContain(CRASH_TITLE);
      expect(found.issue).toMatchObject({
        type: 'TypeError',
        value: "Cannot read properties of undefined (reading 'street')",
        culprit: `${PROGRAMS.split(/[\\/]/).filter(Boolean).slice(-2).join('/')}/print-invoice.js in addressOf`,
        severity: 'critical',
        platform: 'node',
      });
      const [exception] = found.event.exceptions;
      expect(exception?.mechanism?.handled).toBe(false);
      expect(callsOf(exception?.frames ?? [], PROGRAMS)).toEqual([
        "crash.js in Immediate.onOrder: closeOrder({ title: 'gallery seat', customer: {} });",
        'crash.js in closeOrder: return printInvoice(order);',
        'print-invoice.js in printInvoice: return `${order.title}, ${addressOf(order.customer)}`;',
        'print-invoice.js in addressOf: return customer.address.street;',
      ]);
    });

    it('says who was where, shows the code, and keeps what happened before', async () => {
      const { run, found } = await crash(sdk);
      const { event } = found;
      expect(event).toMatchObject({ release: run.release, environment: 'production', level: 'fatal' });
      expect(event.user).toMatchObject({ id: 'clerk-3', username: 'grace' });
      expect(event.tags).toContainEqual(['booth', 'south']);
      expect(event.exceptions[0]?.frames.at(-1)?.context_line?.trim()).toBe(
        'return customer.address.street;',
      );
      expect(crumbsOf(event, 'console')).toEqual(['warning the printer is low on ink']);
      expect(crumbsOf(event, 'order')).toEqual(['info order 4711 opened']);
    });

    it('ends with code 0 after a caught error, which is there with its cause', async () => {
      const title = 'Error: the day cannot be closed';
      const { run, found } = await report('report-cause.js', { sdk, title });
      expect(run).toMatchObject({ exitCode: 0, stderr: '' });
      const [cause, thrown] = found.event.exceptions;
      expect(found.event.exceptions.map(({ type }) => type)).toEqual(['LedgerError', 'Error']);
      expect(cause?.value).toBe('the ledger is locked');
      expect(cause?.mechanism).toMatchObject({ source: 'cause', parent_id: thrown?.mechanism?.exception_id });
      expect(callsOf(cause?.frames ?? [], PROGRAMS).at(-1)).toBe(
        "report-cause.js in readLedger: throw new LedgerError('the ledger is locked');",
      );
    });
  });

  it('with @sentry/node sends chunked bodies, compressed above 32 KiB, and the event arrives whole', async () => {
    const title = 'RangeError: the seat plan has too many rows';
    const { run, found } = await report('report-large.js', { sdk: '@sentry/node', title });
    const sent = { path: '/api/1/envelope/', transferEncoding: 'chunked', status: 200 };
    expect(run.requests).toContainEqual({ ...sent, contentEncoding: 'gzip' });
    expect(run.requests).toContainEqual({ ...sent, contentEncoding: null });
    expect(run.requests.filter(({ status }) => status !== 200)).toEqual([]);
    const rows = found.event.extra['rows'] as string[];
    expect(rows).toHaveLength(800);
    expect(rows.at(-1)).toMatch(/^row 799: (seat ){19}6327281$/);
  });

  it.each(SDKS)('with %s says how its session ended', async (sdk) => {
    const crashed = (await crash(sdk)).run.release;
    const handled = await report('report-cause.js', { sdk, title: 'Error: the day cannot be closed' });
    const api = await openApi(server);
    const sessionsOf = async (release: string): Promise<unknown> =>
      ((await (await api(`/projects/1/releases/${release}/health`)).json()) as { sessions: unknown })
        .sessions;
    await expect
      .poll(() => sessionsOf(crashed), { timeout: 15_000 })
      .toMatchObject({ total: 1, crashed: 1, crash_free_rate: 0 });
    await expect
      .poll(() => sessionsOf(handled.run.release), { timeout: 15_000 })
      .toMatchObject({ total: 1, errored: 1, crashed: 0, crash_free_rate: 1 });
  });

  it('lands in one issue with two events and one user, whichever SDK reports', async () => {
    const [ours, theirs] = await Promise.all(SDKS.map(async (sdk) => (await crash(sdk)).found));
    expect(theirs?.issue.id).toBe(ours?.issue.id);
    expect(theirs?.event.event_id).not.toBe(ours?.event.event_id);
    const api = await openApi(server);
    const counts = async (): Promise<unknown> => (await api(`/issues/${ours?.issue.id}`)).json();
    await expect.poll(counts, { timeout: 10_000 }).toMatchObject({ event_count: 2, users_affected: 1 });
  });
});
