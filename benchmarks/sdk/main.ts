import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { findChromium } from '../../packages/cli/test/sdk/chromium.ts';
import { writeTable } from '../write-table.ts';
import { BASELINES, OURS, bundleContestant } from './behaviour/contestants.ts';
import { runChecks } from './behaviour/run-checks.ts';
import { gatesOf } from './cost/gates.ts';
import { PUBLISHED, measureCost } from './cost/measure-cost.ts';
import { costTable, throwTable } from './cost/tables.ts';
import { type SdkResult, behaviourTable } from './result.ts';

const SDK = join(import.meta.dirname, '..', '..', 'packages', 'sdk');

const RESULT = join(import.meta.dirname, '..', 'results', 'sdk.json');

/**
 * `npm run bench -- sdk`: what the SDK costs beside Sentry's, then every SDK through the same checks in Chromium. Writes
 * the result and the tables of docs/sdk/. `npm run bench -- sdk cost` measures the cost alone, and keeps the checks.
 */
async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('The benchmark needs Chromium.');
  execFileSync('pnpm', ['run', 'build'], { cwd: SDK, stdio: 'pipe' });
  const loadBefore = loadAverage();
  const cost = await measureCost(chromium, PUBLISHED);
  const gates = gatesOf(cost);
  process.stdout.write(`${costTable(gates)}\n\n${throwTable(cost)}\n\n`);
  const contestants = process.argv.includes('cost')
    ? (JSON.parse(await readFile(RESULT, 'utf8')) as SdkResult).contestants
    : await measureContestants(chromium);
  const result: SdkResult = {
    date: new Date().toISOString().slice(0, 10),
    command: 'npm run bench -- sdk',
    chromium: versionOf(chromium),
    node: process.version,
    loadAverages: [loadBefore, loadAverage()],
    cost,
    gates,
    contestants,
  };
  await writeFile(RESULT, `${JSON.stringify(result, null, 2)}\n`);
  await writeTable('docs/sdk/cost.md', 'cost', costTable(gates));
  await writeTable('docs/sdk/cost.md', 'throws', throwTable(cost));
  await writeTable('docs/sdk/behaviour.md', 'behaviour', behaviourTable(result));
  process.stdout.write(`\n${behaviourTable(result)}\n`);
}

async function measureContestants(chromium: string): Promise<SdkResult['contestants']> {
  const contestants: SdkResult['contestants'][number][] = [];
  for (const contestant of [...OURS, ...BASELINES]) {
    process.stdout.write(`${contestant.name}\n`);
    const checks = await runChecks(contestant, chromium);
    for (const { check, passed } of checks) process.stdout.write(`  ${passed ? 'yes' : 'NO '} ${check}\n`);
    const gzipBytes = gzipSync(await bundleContestant(contestant), { level: 9 }).length;
    contestants.push({ name: contestant.name, gzipBytes, checks });
  }
  return contestants;
}

function versionOf(chromium: string): string {
  return execFileSync(chromium, ['--version'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

function loadAverage(): number {
  return Number(loadavg()[0]?.toFixed(1));
}

await main();
