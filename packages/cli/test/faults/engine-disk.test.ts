import { spawnSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { CAN_MOUNT, fillDisk, freeDisk, mountDisk, unmountDisk } from './disks.ts';
import { IS_FULL, NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { until } from './until.ts';

const TIMEOUT_MS = rounds(180_000, 600_000);
/** The smallest spool there may be, so that a test can fill it: full at 90 % of 256 MiB. */
const SMALL_SPOOL = { BUGSAGE_JOURNAL_BYTES_MAX: String(256 * 1024 * 1024) };
const RESUMES_WITHIN_MS = 5_000;

describe.skipIf(!CAN_MOUNT)('a disk that is full under an engine', () => {
  let experiment: Experiment | undefined;
  let disk = '';
  afterEach(async () => {
    await freeDisk(disk);
    await experiment?.remove();
    unmountDisk(disk);
    experiment = undefined;
  });

  it(
    'F5 ClickHouse: 200 while the spool has room, 503 with Retry-After above, and stores again by itself',
    async () => {
      const opened = await openExperiment('F5 ClickHouse disk full', {
        environment: SMALL_SPOOL,
        prepare: async (dataDirectory) => {
          disk = join(dataDirectory, 'clickhouse');
          await mkdir(disk);
          mountDisk(disk, 256);
        },
      });
      experiment = opened;
      await fillUntilRefused(opened, disk, 'ClickHouse');
      expect(await resume(opened, disk)).toBeLessThan(RESUMES_WITHIN_MS);
    },
    TIMEOUT_MS,
  );

  it(
    'F5 Postgres: the same',
    async () => {
      const opened = await openExperiment('F5 Postgres disk full', { environment: SMALL_SPOOL });
      experiment = opened;
      // Its first start makes the folder, which therefore cannot be a disk before.
      await opened.server.stop();
      disk = join(opened.dataDirectory, 'postgres');
      moveToDisk(disk, 256);
      await opened.restart();
      await fillUntilRefused(opened, disk, 'Postgres');
      expect(await resume(opened, disk)).toBeLessThan(RESUMES_WITHIN_MS);
    },
    TIMEOUT_MS,
  );
});

async function fillUntilRefused(experiment: Experiment, disk: string, engine: string): Promise<void> {
  // Big events only where the spool has to fill.
  const load = experiment.startLoad(IS_FULL ? { perSecond: 60, paddingBytes: 200_000 } : { perSecond: 100 });
  await experiment.untilStored();
  await fillDisk(disk);
  await until('the health says so', async () =>
    (await experiment.health()).text.includes(`${engine} could not`),
  );
  const { text } = await experiment.health();
  expect(text).toContain('"degraded"');
  await experiment.untilAcknowledged(100);
  expect([...load.refusals()]).toEqual([]);
  if (!IS_FULL) return;
  await until('the spool is full', () => (load.answers.get(503) ?? 0) > 20, 240_000);
  expect(load.withoutRetryAfter()).toBe(0);
  expect((await fetch(`${experiment.target.collectorUrl}/live`)).status).toBe(200);
}

/** Answers after how many milliseconds of free space something was stored again; everything else is checked here. */
async function resume(experiment: Experiment, disk: string): Promise<number> {
  await freeDisk(disk);
  const resumedAfterMs = await experiment.untilStored();
  const verdict = await experiment.conclude();
  const { load } = experiment;
  const said = JSON.stringify([...load.refusals()]);
  expect(verdict, said).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size - load.refused(), dlq: 0 });
  await experiment.untilHealthy();
  expect([...load.answers.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  return resumedAfterMs;
}

function moveToDisk(folder: string, megabytes: number): void {
  const script =
    'mv "$1" "$1.moved" && mkdir "$1" && mount -t tmpfs -o "size=$2m" none "$1" && cp -a "$1.moved/." "$1/" && rm -r "$1.moved"';
  const moved = spawnSync('sh', ['-e', '-c', script, 'sh', folder, String(megabytes)], { encoding: 'utf8' });
  if (moved.status !== 0) throw new Error(`moving ${folder} failed: ${moved.stderr}`);
}
