import { afterEach, describe, expect, it } from 'vitest';
import { IS_FULL, NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { CAN_FIND_PROCESSES, clickHousePid, postgresPid, signalAll } from './processes.ts';

const PER_SECOND = rounds(150, 200);
/** Acknowledgements between two kills, on average: with the power cuts, far above 100,000 in the full run. */
const BETWEEN_KILLS = rounds(150, 600);
const KILLED_AGAIN_FOR_MS = 60_000;
const KILL_PAUSE_MS = 250;
const NOTICED_WITHIN_MS = 2_000;
const TIMEOUT_MS = rounds(120_000, 1_800_000);

describe.skipIf(!CAN_FIND_PROCESSES)('kill -9 under load', () => {
  let experiment: Experiment | undefined;
  afterEach(async () => {
    await experiment?.remove();
    experiment = undefined;
  });

  it(
    'F1 of the whole server: what was acknowledged is there, once',
    async () => {
      experiment = await openExperiment('F1 kill -9 server');
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      for (let round = 0; round < rounds(2, 50); round += 1) {
        // Not always at the same point of a batch.
        await experiment.untilAcknowledged(1 + ((BETWEEN_KILLS + round * 997) % (2 * BETWEEN_KILLS)));
        await experiment.server.kill();
        await experiment.restart();
      }
      await experiment.untilAcknowledged(PER_SECOND);
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
    },
    TIMEOUT_MS,
  );

  it(
    'F2 of ClickHouse and Postgres: no refusal, health says so, they come back and everything is stored',
    async () => {
      experiment = await openExperiment('F2 kill -9 engines');
      const { server, dataDirectory } = experiment;
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      let seen = 0;
      for (let round = 0; round < rounds(1, 20); round += 1) {
        for (const find of [() => clickHousePid(server.pid), () => postgresPid(dataDirectory)]) {
          await experiment.untilAcknowledged(PER_SECOND / 2);
          signalAll([await find()], 'SIGKILL');
          seen += (await becomesDegraded(experiment)) ? 1 : 0;
          await experiment.untilHealthy();
        }
      }
      expect(seen).toBeGreaterThan(0);
      for (const find of IS_FULL ? [() => clickHousePid(server.pid), () => postgresPid(dataDirectory)] : []) {
        const killing = keepKilling(find);
        expect(await becomesDegraded(experiment)).toBe(true);
        await killing;
        await experiment.untilHealthy();
      }
      await experiment.untilAcknowledged(PER_SECOND);
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
      expect([...load.refusals()]).toEqual([]);
      expect(server.child.exitCode).toBeNull();
    },
    TIMEOUT_MS,
  );
});

/** Whether the health says so while the engine is away, which may be a tenth of a second: one that is back is well. */
async function becomesDegraded(experiment: Experiment): Promise<boolean> {
  const end = performance.now() + NOTICED_WITHIN_MS;
  while (performance.now() < end) if ((await experiment.health()).text.includes('"degraded"')) return true;
  return false;
}

/** An engine that is away for a minute: whenever it is back, it is killed. */
async function keepKilling(find: () => Promise<number>): Promise<void> {
  const end = performance.now() + KILLED_AGAIN_FOR_MS;
  while (performance.now() < end) {
    await find().then(
      (pid) => signalAll([pid], 'SIGKILL'),
      () => undefined,
    );
    await new Promise((resolve) => setTimeout(resolve, KILL_PAUSE_MS));
  }
}
