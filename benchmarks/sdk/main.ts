import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { findChromium } from '../../packages/cli/test/sdk/chromium.ts';
import { BASELINES, OURS, bundleContestant } from './behaviour/contestants.ts';
import { runChecks } from './behaviour/run-checks.ts';
import { type SdkResult, behaviourTable } from './result.ts';

/** `npm run bench -- sdk`: every SDK through the same checks in Chromium, and the size of its bundle. */
async function main(): Promise<void> {
  const chromium = findChromium();
  if (chromium === null) throw new Error('The benchmark needs Chromium.');
  const contestants: SdkResult['contestants'][number][] = [];
  for (const contestant of [...OURS, ...BASELINES]) {
    process.stdout.write(`${contestant.name}\n`);
    const checks = await runChecks(contestant, chromium);
    for (const { check, passed } of checks) process.stdout.write(`  ${passed ? 'yes' : 'NO '} ${check}\n`);
    const gzipBytes = gzipSync(await bundleContestant(contestant), { level: 9 }).length;
    contestants.push({ name: contestant.name, gzipBytes, checks });
  }
  const result: SdkResult = {
    date: new Date().toISOString().slice(0, 10),
    command: 'npm run bench -- sdk',
    chromium: execFileSync(chromium, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim(),
    contestants,
  };
  await writeFile(
    join(import.meta.dirname, '..', 'results', 'sdk.json'),
    `${JSON.stringify(result, null, 2)}\n`,
  );
  process.stdout.write(`\n${behaviourTable(result)}\n`);
}

await main();
