import { afterEach, describe, expect, it } from 'vitest';
import { startTestBackends, type TestBackends } from '../../../backends/src/testing/test-backends.ts';
import { commitsOfPostgres, insertsOfClickHouse, openCutProxy, type CutProxy } from './cut-proxy.ts';
import { NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { until } from './until.ts';

const TIMEOUT_MS = rounds(120_000, 900_000);
const PER_SECOND = rounds(100, 200);

describe('what happens twice', () => {
  let experiment: Experiment | undefined;
  let engines: TestBackends | undefined;
  const proxies: CutProxy[] = [];
  afterEach(async () => {
    await experiment?.remove();
    for (const proxy of proxies.splice(0)) await proxy.close();
    await engines?.stop();
    experiment = undefined;
    engines = undefined;
  });

  it(
    'F10 every event sent twice, a tenth three times, in another order, over restarts: each counts once',
    async () => {
      experiment = await openExperiment('F10 duplicates and disorder');
      const copies = (index: number): number => (index % 10 === 0 ? 3 : 2);
      const load = experiment.startLoad({ perSecond: PER_SECOND, copies });
      for (let round = 0; round < rounds(1, 10); round += 1) {
        await experiment.untilAcknowledged(4 * PER_SECOND);
        await experiment.server.kill();
        await experiment.restart();
      }
      await experiment.untilAcknowledged(4 * PER_SECOND);
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
    },
    TIMEOUT_MS,
  );

  it(
    'F11 the connection is cut after an insert, and after COMMIT was sent: nothing twice, nothing lost',
    async () => {
      engines = await startTestBackends();
      const insert = await proxyOf(engines.engines.clickhouseUrl, { watch: insertsOfClickHouse, every: 5 });
      const commit = await proxyOf(engines.engines.databaseUrl, { watch: commitsOfPostgres, every: 7 });
      proxies.push(insert.proxy, commit.proxy);
      experiment = await openExperiment('F11 ambiguous commit', {
        environment: { BUGSAGE_CLICKHOUSE_URL: insert.url, BUGSAGE_DATABASE_URL: commit.url },
      });
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      const wanted = rounds(3, 60);
      await until(
        `${wanted} inserts and as many commits were cut`,
        () => Math.min(insert.proxy.cuts(), commit.proxy.cuts()) >= wanted,
        rounds(60_000, 600_000),
      );
      insert.proxy.heal();
      commit.proxy.heal();
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
      expect([...load.refusals()]).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

async function proxyOf(
  engine: string,
  options: Pick<Parameters<typeof openCutProxy>[0], 'watch' | 'every'>,
): Promise<{ proxy: CutProxy; url: string }> {
  const url = new URL(engine);
  const proxy = await openCutProxy({ target: { host: url.hostname, port: Number(url.port) }, ...options });
  url.port = String(proxy.port);
  return { proxy, url: url.href };
}
