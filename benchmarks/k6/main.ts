import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readBalance } from '@bugsage/core/testing';
import { runServer, type RunningServer } from '../running-server.ts';
import { writeTable } from '../write-table.ts';
import { findK6 } from './find-k6.ts';
import { PROFILES, type ProfileName } from './profiles.ts';
import { k6Table, type K6Result, type ProfileResult } from './result.ts';

const SCRIPT = fileURLToPath(new URL('ingest.js', import.meta.url));
const RESULT_FILE = fileURLToPath(new URL('../results/k6.json', import.meta.url));
const DRAIN_TIMEOUT_MS = 300_000;

/** `npm run bench -- k6 [smoke|load|spike|soak]`: a real server under a constant arrival rate, and what became of it. */
const name = process.argv[2] ?? 'smoke';
if (!isProfile(name)) {
  process.stderr.write(`There is no profile ${JSON.stringify(name)}: ${Object.keys(PROFILES).join(', ')}.\n`);
  process.exit(2);
}
const k6 = findK6();
const folder = await mkdtemp(join(tmpdir(), 'bugsage-k6-'));
const loadBefore = loadavg()[0] ?? 0;
const server = await runServer({ command: 'collector' });
try {
  const summaryFile = join(folder, 'summary.json');
  const passed = await runK6(server, summaryFile);
  const stored = await drained(server);
  const summary = JSON.parse(await readFile(summaryFile, 'utf8')) as Summary;
  const result: ProfileResult = {
    date: new Date().toISOString(),
    command: `npm run bench -- k6 ${name}`,
    machine: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
    loadAverages: [loadBefore, loadavg()[0] ?? 0],
    passed: passed && stored === countOf(summary, 'acknowledged'),
    sent: countOf(summary, 'iterations'),
    notStarted: countOf(summary, 'dropped_iterations'),
    acknowledged: countOf(summary, 'acknowledged'),
    refusedWithRetryAfter: countOf(summary, 'refused'),
    stored,
    acknowledgementMs: summary.metrics['http_req_duration']?.values ?? {},
  };
  const earlier = JSON.parse(await readFile(RESULT_FILE, 'utf8').catch(() => '{}')) as K6Result;
  const results: K6Result = { ...earlier, [name]: result };
  await writeFile(RESULT_FILE, `${JSON.stringify(results, null, 2)}\n`);
  await writeTable('docs/growth.md', 'k6', k6Table(results));
  process.stdout.write(`\n${JSON.stringify(result, null, 2)}\n`);
  process.exitCode = result.passed ? 0 : 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}

type Summary = {
  readonly metrics: Readonly<Record<string, { readonly values: Readonly<Record<string, number>> }>>;
};

function isProfile(text: string): text is ProfileName {
  return Object.hasOwn(PROFILES, text);
}

function countOf(summary: Summary, metric: string): number {
  return summary.metrics[metric]?.values['count'] ?? 0;
}

function runK6({ collectorUrl, dsn }: RunningServer, summaryFile: string): Promise<boolean> {
  const child = spawn(k6, ['run', '--quiet', '--no-usage-report', SCRIPT], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      COLLECTOR_URL: collectorUrl,
      KEY: new URL(dsn).username,
      PROFILE: name,
      PROFILES: JSON.stringify(PROFILES),
      SUMMARY_FILE: summaryFile,
    },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code === 0));
  });
}

/** Events that were stored or counted as a sample of a noisy issue, once nothing is under way any more. */
async function drained({ collectorUrl }: RunningServer): Promise<number> {
  const deadline = performance.now() + DRAIN_TIMEOUT_MS;
  for (;;) {
    const balance = readBalance(await (await fetch(`${collectorUrl}/metrics`)).text());
    if (balance.inFlight === 0) return balance.accepted + balance.droppedLater;
    if (performance.now() > deadline) throw new Error(`${balance.inFlight} events are not stored yet.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
