import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { readEngineUrls } from '@bugsage/backends';
import { readBalance } from '@bugsage/core/testing';
import { growStores } from '../../packages/backends/src/testing/grow-stores.ts';
import { BENCHMARK_KEY } from '../ingest/event.ts';
import { sendLoad } from '../ingest/load.ts';
import { median } from '../ingest/result.ts';
import { treeCpuMicroseconds } from '../process-tree.ts';
import { runServer, type RunningServer } from '../running-server.ts';
import { growthTable, type GrowthResult, type GrowthRow } from './result.ts';

/**
 * `npm run bench -- growth [sizes]`: the same questions at growing numbers of stored events. `sizes` is a list such as
 * 10000,100000; the largest of the default ones needs about 5 GB of disk and takes its time.
 */
const SIZES = (process.argv[2] ?? '10000,100000,1000000,10000000').split(',').map(Number);
const EVENTS_PER_ISSUE = 100;
const INGESTED = 2_000;
const CONNECTIONS = 32;
const ASKED = 15;
const SETTLE_INTERVAL_MS = 2_000;
const SETTLE_TIMEOUT_MS = 120_000;
const RESULT_FILE = fileURLToPath(new URL('../results/growth.json', import.meta.url));

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
    await settled(server);
    const row = await measure(server, ask, { events: to, issues: issues.issuesTo });
    sizes.push(row);
    process.stdout.write(`${JSON.stringify(row)}\n`);
  }
  const result: GrowthResult = {
    date: new Date().toISOString(),
    command: `npm run bench -- growth ${SIZES.join(',')}`,
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    sizes,
  };
  await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
  process.stdout.write(`\n${growthTable(result)}\n`);
} finally {
  await server.stop();
}

type Ask = (path: string) => Promise<unknown>;

async function measure(
  running: RunningServer,
  ask: Ask,
  size: { events: number; issues: number },
): Promise<GrowthRow> {
  const list = (await ask('/issues?limit=50')) as { issues: { id: string; title: string }[] };
  // Not the ones the load goes to: those have events of today only.
  const issues = list.issues.filter(({ title }) => title.startsWith('TypeError: number')).map(({ id }) => id);
  const timed = async (pathOf: (issueId: string) => string): Promise<number> => {
    const times: number[] = [];
    for (let turn = 0; turn < ASKED; turn += 1) {
      const path = pathOf(issues[turn % issues.length] ?? '');
      const startedAt = performance.now();
      await ask(path);
      times.push(performance.now() - startedAt);
    }
    return median(times);
  };
  return {
    ...size,
    ingestCpuMicroseconds: await ingest(running, INGESTED),
    issueListMs: await timed(() => '/issues?limit=25'),
    issuePageMs: await timed((id) => `/issues/${id}`),
    eventPageMs: await timed((id) => `/issues/${id}/events/latest`),
    eventListMs: await timed((id) => `/issues/${id}/events?limit=100`),
    diskMiB: diskMiB(running.dataDirectory),
  };
}

/** CPU of all processes for each event, from the request until everything is stored. */
async function ingest(running: RunningServer, count: number): Promise<number> {
  const before = treeCpuMicroseconds(running.pid);
  const load = await sendLoad({
    port: Number(new URL(running.collectorUrl).port),
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

async function openApi({ apiUrl, adminEmail, adminPassword }: RunningServer): Promise<Ask> {
  const body = new URLSearchParams({ username: adminEmail, password: adminPassword ?? '' });
  const login = async (): Promise<string> => {
    const answer = await fetch(`${apiUrl}/api/v1/auth/token`, { method: 'POST', body });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return token;
  };
  let token = await login();
  return async (path) => {
    const send = () => fetch(`${apiUrl}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
    let answer = await send();
    if (answer.status === 401) {
      token = await login();
      answer = await send();
    }
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
}

function diskMiB(folder: string): number {
  return Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
}
