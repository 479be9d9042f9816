import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readEngineUrls } from '@bugsage/backends';
import { readBalance } from '@bugsage/core/testing';
import { growStores } from '../../packages/backends/src/testing/grow-stores.ts';
import { BENCHMARK_KEY } from '../ingest/event.ts';
import { sendLoad } from '../ingest/load.ts';
import { treeCpuMicroseconds } from '../process-tree.ts';
import { runServer, type RunningServer } from '../running-server.ts';
import { writeTable } from '../write-table.ts';
import { openApi } from './ask-api.ts';
import { measureReads } from './reads.ts';
import {
  growthConditions,
  growthGateTable,
  growthTable,
  type GrowthResult,
  type GrowthRow,
} from './result.ts';

/**
 * `npm run bench -- growth [sizes]`: the same questions at growing numbers of stored events. `sizes` is a list such as
 * 10000,100000; the largest of the default ones needs about 8 GB of disk. Only a run of the default sizes is published.
 */
const DEFAULT_SIZES = '10000,100000,1000000,10000000';
const SIZES_TEXT = process.argv[2] ?? DEFAULT_SIZES;
const SIZES = SIZES_TEXT.split(',').map(Number);
const EVENTS_PER_ISSUE = 100;
const INGESTED = 2_000;
const CONNECTIONS = 32;
const SETTLE_INTERVAL_MS = 2_000;
const SETTLE_TIMEOUT_MS = 300_000;
const RESULT_FILE = fileURLToPath(new URL('../results/growth.json', import.meta.url));

const startedAt = performance.now();
const loadBefore = loadavg()[0] ?? 0;
const server = await runServer({
  command: 'up',
  environment: {
    BUGSAGE_INGEST_KEY: BENCHMARK_KEY,
    BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '0',
    BUGSAGE_WORKERS: '1',
  },
});
try {
  const engines = await readEngineUrls(server.dataDirectory);
  if (engines === null) throw new Error('The server runs no engines.');
  const ask = await openApi(server);
  // Warms everything up, and leaves the event that is copied.
  await ingest(server, 500);
  const sizes: GrowthRow[] = [];
  let from = 0;
  for (const to of SIZES) {
    const issues = { issuesFrom: from / EVENTS_PER_ISSUE, issuesTo: to / EVENTS_PER_ISSUE };
    await growStores(engines, { from, to, ...issues });
    from = to;
    say(`${to} events are there`);
    await settled(server);
    const ingestCpuMicroseconds = await ingest(server, INGESTED);
    await settled(server);
    const reads = await measureReads(ask);
    const row = { events: to, issues: issues.issuesTo, diskMiB: diskMiB(server.dataDirectory) };
    sizes.push({ ...row, ingestCpuMicroseconds, reads });
    say(JSON.stringify(sizes.at(-1)));
  }
  const result: GrowthResult = {
    date: new Date().toISOString(),
    command: `npm run bench -- growth ${SIZES_TEXT}`,
    machine: `${cpus().length} cores, ${cpus()[0]?.model ?? 'unknown'}`,
    loadAverages: [loadBefore, loadavg()[0] ?? 0],
    minutes: (performance.now() - startedAt) / 60_000,
    sizes,
  };
  if (SIZES_TEXT === DEFAULT_SIZES) await publish(result);
  process.stdout.write(`\n${growthTable(result)}\n\n${growthGateTable(result)}\n`);
} finally {
  await server.stop();
}

async function publish(result: GrowthResult): Promise<void> {
  await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
  await writeTable('docs/growth.md', 'growth', `${growthTable(result)}\n\n${growthConditions(result)}`);
  await writeTable('docs/growth.md', 'growth gates', growthGateTable(result));
}

function say(line: string): void {
  process.stdout.write(`${((performance.now() - startedAt) / 1_000).toFixed(0)} s: ${line}\n`);
}

/** CPU of all processes for each event, from the request until everything is stored. */
async function ingest(running: RunningServer, count: number): Promise<number> {
  const before = treeCpuMicroseconds(running.pid);
  const load = await sendLoad({
    ports: [Number(new URL(running.collectorUrl).port)],
    count,
    connections: CONNECTIONS,
  });
  if (load.refused > 0) throw new Error(`${load.refused} events were refused.`);
  for (;;) {
    const balance = readBalance(await (await fetch(`${running.collectorUrl}/metrics`)).text());
    if (balance.inFlight === 0) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return (treeCpuMicroseconds(running.pid) - before) / count;
}

/** Until merges, and analyses of what is new, cost no more: they would be counted as the next measurement's. */
async function settled(running: RunningServer): Promise<void> {
  const deadline = performance.now() + SETTLE_TIMEOUT_MS;
  for (let isBusy = true; isBusy && performance.now() < deadline;) {
    const before = treeCpuMicroseconds(running.pid);
    await new Promise((resolve) => setTimeout(resolve, SETTLE_INTERVAL_MS));
    isBusy = treeCpuMicroseconds(running.pid) - before > (SETTLE_INTERVAL_MS * 1_000) / 20;
  }
}

function diskMiB(folder: string): number {
  return Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
}
