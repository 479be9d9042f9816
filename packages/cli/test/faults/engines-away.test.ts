import { afterEach, describe, expect, it } from 'vitest';
import { openApi } from '../running-server.ts';
import { IS_FULL, NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { CAN_FIND_PROCESSES, clickHousePid, postgresPids, signalAll } from './processes.ts';
import { until } from './until.ts';

const TIMEOUT_MS = rounds(180_000, 400_000);

type Api = Awaited<ReturnType<typeof openApi>>;

describe.skipIf(!CAN_FIND_PROCESSES)('what people can read while an engine is away', () => {
  let experiment: Experiment | undefined;
  let held: number[] = [];
  afterEach(async () => {
    signalAll(held, 'SIGCONT');
    await experiment?.remove();
    experiment = undefined;
  });

  it(
    'without ClickHouse issues are listed and events are a clear problem; without Postgres everything says so',
    async () => {
      experiment = await openExperiment('reads while an engine hangs', { command: 'up' });
      const { server, dataDirectory } = experiment;
      const load = experiment.startLoad({ perSecond: 20 });
      await experiment.untilStored();
      const api = await openApi(server);
      const { issues } = (await (await api('/issues')).json()) as { issues: { id: string }[] };
      const [issue] = issues;
      expect(issue).toBeDefined();

      held = [await clickHousePid(server.pid)];
      signalAll(held, 'SIGSTOP');
      await expectProblem(api, `/issues/${issue?.id}/events`, 'events_unavailable');
      for (const path of ['/issues', `/issues/${issue?.id}`, '/projects'])
        expect([path, (await api(path)).status]).toEqual([path, 200]);
      expect(await healthOf(server.apiUrl)).toMatch(/"degraded".*ClickHouse/);
      signalAll(held, 'SIGCONT');
      await until('events can be read again', async () => (await api(`/issues/${issue?.id}/events`)).ok);

      // A query that Postgres holds up is given up after 35 s only.
      if (IS_FULL) {
        held = await postgresPids(dataDirectory);
        signalAll(held, 'SIGSTOP');
        await expectProblem(api, '/issues', 'unavailable');
        expect(await healthOf(server.apiUrl)).toContain('Postgres');
        signalAll(held, 'SIGCONT');
        await until('issues are listed again', async () => (await api('/issues')).ok);
      }

      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
      expect([...load.refusals()]).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

async function expectProblem(api: Api, path: string, code: string): Promise<void> {
  const answer = await api(path);
  expect([path, answer.status, answer.headers.get('retry-after')]).toEqual([path, 503, '5']);
  expect(await answer.json()).toMatchObject({ code, detail: expect.any(String) });
}

async function healthOf(url: string): Promise<string> {
  return (await fetch(`${url}/health`)).text();
}
