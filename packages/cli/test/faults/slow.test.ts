import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IS_FULL, NOTHING_LOST, openExperiment, rounds, type Experiment } from './experiment.ts';
import { until } from './until.ts';

const TIMEOUT_MS = rounds(120_000, 300_000);
const FAULTY_DISK = pathToFileURL(join(import.meta.dirname, 'faulty-disk.ts')).href;
/** A probe of a supervisor that waits a second for its answer. */
const PROBE_TIMEOUT_MS = 1_000;
const RSS_GROWTH_BYTES_MAX = 300 * 1024 * 1024;

describe('a disk or a thread that fails or hangs', () => {
  let experiment: Experiment | undefined;
  let folder = '';
  let faultFile = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-faulty-'));
    faultFile = join(folder, 'fault');
  });
  afterEach(async () => {
    await rm(folder, { recursive: true });
    await experiment?.remove();
    experiment = undefined;
  });
  const open = async (name: string): Promise<Experiment> => {
    experiment = await openExperiment(name, {
      environment: {
        BUGSAGE_FAULT_FILE: faultFile,
        NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import=${FAULTY_DISK}`,
      },
    });
    return experiment;
  };

  it(
    'F6 a sync that fails: what waits is refused, the process ends, the next start has what was promised',
    async () => {
      const opened = await open('F6 EIO on fdatasync');
      const load = opened.startLoad({ perSecond: 100 });
      for (let round = 0; round < rounds(1, 10); round += 1) {
        await opened.untilAcknowledged(100);
        await writeFile(faultFile, 'EIO');
        const code = await opened.server.ended;
        expect(code).toBe(1);
        expect(opened.server.output()).toContain('EIO');
        await rm(faultFile);
        await opened.restart();
      }
      await opened.untilAcknowledged(100);
      const verdict = await opened.conclude();
      expect(verdict).toMatchObject({ ...NOTHING_LOST, dlq: 0 });
      // Refused or unanswered events may be in a torn group; they count once when they are sent again.
      expect(verdict.stored).toBeGreaterThanOrEqual(load.sent.size - load.refused());
      expect(load.withoutRetryAfter()).toBe(0);
      expect([...load.answers.keys()].filter((status) => ![0, 200, 503].includes(status))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'F7 a slow disk: answers wait or are refused, memory is bounded, nothing is promised too early',
    async () => {
      const opened = await open('F7 slow fdatasync');
      const before = await residentBytes(opened);
      // A disk whose every write of 8 MiB needs 5 s takes half of what comes in the full run.
      const load = opened.startLoad({
        perSecond: rounds(50, 16),
        paddingBytes: 200_000,
        connections: rounds(64, 500),
      });
      await opened.untilAcknowledged(20);
      for (const delayMs of rounds(1, 2) === 1 ? [1_000] : [500, 5_000]) {
        await writeFile(faultFile, `delay ${delayMs}`);
        // One write of 8 MiB holds 40 of them.
        await opened.untilAcknowledged(rounds(100, 240));
        expect((await fetch(`${opened.target.collectorUrl}/live`)).status).toBe(200);
        expect((await residentBytes(opened)) - before).toBeLessThan(RSS_GROWTH_BYTES_MAX);
      }
      await rm(faultFile);
      await opened.untilAcknowledged(100);
      const verdict = await opened.conclude();
      expect(verdict).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size - load.refused(), dlq: 0 });
      expect(load.withoutRetryAfter()).toBe(0);
      if (IS_FULL) expect(load.answers.get(503)).toBeGreaterThan(0);
      expect([...load.answers.keys()].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'F17 a thread that is blocked: /live answers nothing meanwhile, then all goes on',
    async () => {
      const opened = await open('F17 event loop blocked');
      const load = opened.startLoad({ perSecond: 50 });
      await opened.untilAcknowledged(50);
      await writeFile(faultFile, 'block 4000');
      await until('a probe is not answered in its time', async () => !(await isLive(opened)), 10_000);
      await until('it answers again', () => isLive(opened), 30_000);
      await opened.untilAcknowledged(50);
      expect(await opened.conclude()).toMatchObject({ ...NOTHING_LOST, stored: load.sent.size, dlq: 0 });
      expect([...load.refusals()]).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

function isLive(experiment: Experiment): Promise<boolean> {
  const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
  return fetch(`${experiment.target.collectorUrl}/live`, { signal }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

async function residentBytes(experiment: Experiment): Promise<number> {
  const text = await (await fetch(`${experiment.target.collectorUrl}/metrics`)).text();
  return Number(/^bugsage_process_resident_bytes (\d+)/m.exec(text)?.[1] ?? Number.NaN);
}
