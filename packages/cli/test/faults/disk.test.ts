import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CAN_MOUNT, growDisk, mountDisk, unmountDisk } from './disks.ts';
import { NOTHING_LOST, openExperiment, type Experiment } from './experiment.ts';
import { CAN_FIND_PROCESSES, clickHousePid, postgresPid, signalAll } from './processes.ts';

const TIMEOUT_MS = 120_000;

describe.skipIf(!CAN_FIND_PROCESSES)('disks', () => {
  let experiment: Experiment | undefined;
  let mounted: string | undefined;
  afterEach(async () => {
    if (mounted !== undefined) unmountDisk(mounted);
    mounted = undefined;
    await experiment?.remove();
    experiment = undefined;
  });

  it.skipIf(!CAN_MOUNT)(
    'F5 full under the journal: 503 with Retry-After, and 200 within 5 s after there is room',
    async () => {
      experiment = await openExperiment('F5 journal disk full', {
        prepare: async (dataDirectory) => {
          mounted = join(dataDirectory, 'journal');
          await mkdir(mounted);
          // One segment of 64 MiB fits, the next does not.
          mountDisk(mounted, 80);
        },
      });
      const { target } = experiment;
      const load = experiment.startLoad({ perSecond: 40, paddingBytes: 400_000 });
      await expect.poll(() => load.answers.get(503) ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
      expect(load.withoutRetryAfter()).toBe(0);
      expect((await fetch(`${target.collectorUrl}/live`)).status).toBe(200);

      growDisk(mounted ?? '', 1_024);
      const before = load.answers.get(200) ?? 0;
      await expect.poll(() => (load.answers.get(200) ?? 0) - before, { timeout: 5_000 }).toBeGreaterThan(0);
      expect(await experiment.conclude()).toMatchObject({ ...NOTHING_LOST, dlq: 0 });
      expect([...load.answers.keys()].filter((status) => status !== 200)).toEqual([503]);
    },
    TIMEOUT_MS,
  );

  it(
    'F4 damage to the journal: it is reported, and costs the damaged record only',
    async () => {
      experiment = await openExperiment('F4 journal damage (1 record overwritten)');
      const { server, dataDirectory } = experiment;
      const load = experiment.startLoad({ perSecond: 100 });
      await experiment.untilAcknowledged(50);
      // What is acknowledged from here on is in the journal alone.
      const clickHouse = await clickHousePid(server.pid);
      const postgres = await postgresPid(dataDirectory);
      signalAll([clickHouse], 'SIGSTOP');
      await experiment.untilAcknowledged(200);
      await load.stop();
      await server.kill();
      signalAll([clickHouse, postgres], 'SIGKILL');
      await damageRecord(join(dataDirectory, 'journal'), [...load.sent].at(-20) ?? '');

      await experiment.restart();
      const verdict = await experiment.conclude();
      expect(verdict).toMatchObject({ lost: 1, dup: 0, phantom: 0, dlq: 0, stored: load.sent.size - 1 });
      expect(experiment.server.output()).toContain('the journal is damaged');
    },
    TIMEOUT_MS,
  );
});

/** Overwrites a few bytes of the record of an event, in place. */
async function damageRecord(journal: string, eventId: string): Promise<void> {
  for (const name of await readdir(journal)) {
    const path = join(journal, name);
    if (!(await stat(path)).isFile()) continue;
    const file = await open(path, 'r+');
    const bytes = await file.readFile();
    const at = bytes.indexOf(eventId);
    if (at >= 0) await file.write(Buffer.from('damaged!'), 0, 8, at);
    await file.close();
    if (at >= 0) return;
  }
  throw new Error(`Event ${eventId} is in no file of ${journal}.`);
}
