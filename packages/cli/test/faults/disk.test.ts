import { spawnSync } from 'node:child_process';
import { mkdir, open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { NOTHING_LOST, openExperiment, type Experiment } from './experiment.ts';
import { CAN_FIND_PROCESSES, clickHousePid, postgresPid, signalAll } from './processes.ts';

const TIMEOUT_MS = 120_000;
const CAN_MOUNT = CAN_FIND_PROCESSES && canMount();

if (!CAN_MOUNT) process.stderr.write('SKIPPED: F5 disk full needs root and tmpfs mounts (Linux).\n');

describe.skipIf(!CAN_FIND_PROCESSES)('disks', () => {
  let experiment: Experiment | undefined;
  let mounted: string | undefined;
  afterEach(async () => {
    if (mounted !== undefined) spawnSync('umount', ['-l', mounted]);
    mounted = undefined;
    await experiment?.remove();
    experiment = undefined;
  });

  it.skipIf(!CAN_MOUNT)(
    'F5 full under the journal: 503 with Retry-After, and 200 within 5 s after there is room',
    async () => {
      experiment = await openExperiment('F5 journal disk full', async (dataDirectory) => {
        mounted = join(dataDirectory, 'journal');
        await mkdir(mounted);
        // One segment of 64 MiB fits, the next does not.
        mount(['-t', 'tmpfs', '-o', 'size=80m', 'none', mounted]);
      });
      const { target } = experiment;
      const load = experiment.startLoad({ perSecond: 40, paddingBytes: 400_000 });
      await expect.poll(() => load.answers.get(503) ?? 0, { timeout: 60_000 }).toBeGreaterThan(0);
      expect(load.withoutRetryAfter()).toBe(0);
      expect((await fetch(`${target.collectorUrl}/live`)).status).toBe(200);

      mount(['-o', 'remount,size=1g', mounted ?? '']);
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

function canMount(): boolean {
  if (process.getuid?.() !== 0) return false;
  return spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
}

function mount(parameters: readonly string[]): void {
  const result = spawnSync('mount', parameters, { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`mount ${parameters.join(' ')} failed: ${result.stderr}`);
}
