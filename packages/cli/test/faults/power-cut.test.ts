import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { CAN_CUT_POWER, mountLoopDisk, type LoopDisk } from './loop-disk.ts';
import { clickHousePid, postgresPids, signalAll } from './processes.ts';

const PER_SECOND = rounds(150, 300);
const TIMEOUT_MS = rounds(180_000, 1_800_000);

if (!CAN_CUT_POWER)
  process.stderr.write('SKIPPED: F3 power cut needs root, loop devices and mkfs.ext4 (Linux).\n');

describe.skipIf(!CAN_CUT_POWER)('a power cut of the whole machine', () => {
  let experiment: Experiment | undefined;
  let disk: LoopDisk | undefined;
  let images = '';
  afterEach(async () => {
    await experiment?.remove();
    disk?.remove();
    await rm(images, { recursive: true, force: true });
    experiment = undefined;
    disk = undefined;
  });

  it(
    'F3 leaves every acknowledged event, once, in journal, ClickHouse and Postgres together',
    async () => {
      images = await mkdtemp(join(tmpdir(), 'bugsage-device-'));
      experiment = await openExperiment('F3 power cut', {
        prepare: async (folder) => {
          disk = await mountLoopDisk({ image: join(images, 'device'), folder });
        },
      });
      const load = experiment.startLoad({ perSecond: PER_SECOND });
      for (let round = 0; round < rounds(1, 20); round += 1) {
        await experiment.untilAcknowledged(2 * PER_SECOND + ((round * 61) % PER_SECOND));
        await cutPower(experiment, disk);
        await experiment.restart();
      }
      await experiment.untilAcknowledged(PER_SECOND);
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
      expect(experiment.server.output()).not.toContain('damaged');
    },
    TIMEOUT_MS,
  );
});

async function cutPower(experiment: Experiment, disk: LoopDisk | undefined): Promise<void> {
  const { server, dataDirectory } = experiment;
  const engines = [await clickHousePid(server.pid), ...(await postgresPids(dataDirectory))];
  await disk?.cutPower({
    // First the one that acknowledges: nothing is promised from here on.
    freeze: async () => signalAll([server.pid, ...engines], 'SIGSTOP'),
    end: async () => {
      signalAll(engines, 'SIGKILL');
      await server.kill();
    },
  });
}
