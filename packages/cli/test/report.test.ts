import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

const TRACE = `Traceback (most recent call last):
  File "/srv/shop/import.py", line 12, in load
    rate = rates[code]
KeyError: 'EUR'`;

type Answer = { issue: { id: string; type: string; event_count: number; source: string }; is_new: boolean };

describe('an issue created through the API, with collector and analyzer in processes of their own', () => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let collector: RunningServer;
  let analyzer: RunningServer;

  beforeAll(async () => {
    directory = await newDataDirectory();
    collector = await startServer({ dataDirectory: directory.path, command: 'collector' });
    analyzer = await startServer({ dataDirectory: directory.path, command: 'analyzer' });
  });
  afterAll(async () => {
    await analyzer?.stop();
    await collector?.stop();
    await directory.remove();
  });

  it('goes through the journal of the other process, and the answer holds the issue', async () => {
    const api = await openApi(analyzer);
    const report = async (): Promise<{ status: number; answer: Answer }> => {
      const body = JSON.stringify({ project_id: 1, stack_trace: TRACE });
      const headers = { 'content-type': 'application/json' };
      const response = await api('/issues', { method: 'POST', body, headers });
      return { status: response.status, answer: (await response.json()) as Answer };
    };
    const first = await report();
    expect(first).toMatchObject({
      status: 201,
      answer: { is_new: true, issue: { type: 'KeyError', source: 'api', event_count: 1 } },
    });
    const again = await report();
    expect(again).toMatchObject({ status: 200, answer: { is_new: false, issue: { event_count: 2 } } });
    expect(again.answer.issue.id).toBe(first.answer.issue.id);
    // Both have their outcome, and `stop` checks that nothing else has one.
    const metrics = await (await fetch(`${collector.collectorUrl}/metrics`)).text();
    expect(metrics).toMatch(/outcome="accepted",stage="store",reason="none"\} 2\n/);
  });
});
