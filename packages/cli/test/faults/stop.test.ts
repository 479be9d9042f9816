import { afterEach, describe, expect, it } from 'vitest';
import { startServer } from '../running-server.ts';
import { NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { CAN_FIND_PROCESSES, clickHousePid, postgresPids, signalAll } from './processes.ts';

const PER_SECOND = 100;
const TIMEOUT_MS = rounds(120_000, 900_000);
/** How many acknowledgements the journal alone has to give while an engine hangs: a minute of load in the full run. */
const WHILE_STOPPED = PER_SECOND * rounds(4, 60);
const ACKNOWLEDGED_WITHIN_MS = rounds(60_000, 180_000);

describe('a server that is held or asked to stop under load', () => {
  let experiment: Experiment | undefined;
  afterEach(async () => {
    await experiment?.remove();
    experiment = undefined;
  });

  it.skipIf(!CAN_FIND_PROCESSES)(
    'F8 SIGSTOP of each engine: no refusal, health says so, all is stored afterwards',
    async () => {
      experiment = await openExperiment('F8 SIGSTOP engines');
      const { server, dataDirectory } = experiment;
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      for (let round = 0; round < rounds(1, 2); round += 1) {
        for (const find of [
          async () => [await clickHousePid(server.pid)],
          () => postgresPids(dataDirectory),
        ]) {
          const pids = await find();
          signalAll(pids, 'SIGSTOP');
          try {
            await experiment.untilAcknowledged(WHILE_STOPPED, ACKNOWLEDGED_WITHIN_MS);
            expect((await experiment.health()).text).toContain('no answer');
          } finally {
            signalAll(pids, 'SIGCONT');
          }
          await experiment.untilHealthy();
        }
      }
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
      expect([...load.refusals()]).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'F18 SIGTERM, and F20 a second process: ends with 0, loses nothing, and nobody else gets the data directory',
    async () => {
      experiment = await openExperiment('F18 SIGTERM');
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      for (let round = 0; round < rounds(1, 20); round += 1) {
        await experiment.untilAcknowledged(PER_SECOND);
        const { server, dataDirectory } = experiment;
        const second = startServer({ dataDirectory, command: 'collector' });
        await expect(second).rejects.toThrow(`in use by process ${server.pid}`);
        expect(await server.stop()).toBe(0);
        await experiment.restart();
      }
      await experiment.untilAcknowledged(PER_SECOND);
      const verdict = await experiment.conclude();
      const stored = load.sent.size - load.refused();
      expect(verdict).toMatchObject({ ...NOTHING_LOST, stored, dlq: 0 });
    },
    TIMEOUT_MS,
  );
});
