import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeTable } from '../write-table.ts';
import { startContestant } from './contestant.ts';
import { greatestTreeMB, measureAtRate, measureServer, measureWriter } from './measure.ts';
import { CONTESTANTS, median, type IngestResult, type Measured } from './result.ts';
import { gatesOf } from './gates.ts';
import { conditions, gateTable, ingestTable } from './tables.ts';

/**
 * CPU per event of each stage, against a bare uWebSockets.js in the same round: these machines are noisy, so only ratios
 * of one round are quoted. One process per contestant, load from this process.
 */
const ROUNDS = 7;
const EVENTS_PER_ROUND = 10_000;
const CONNECTIONS = 64;
const IDLE_MS = 5_000;
const RESULT_FILE = fileURLToPath(new URL('../results/ingest.json', import.meta.url));

const loadBefore = loadavg()[0] ?? 0;
const whole = await startContestant(CONTESTANTS.whole, 'collector.ts');
await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
const idle = await greatestTreeMB(whole.pid, () => Promise.resolve());
const writer = await startContestant(CONTESTANTS.writer, 'writer.ts');
const servers = [
  await startContestant(CONTESTANTS.bare, 'bare.ts'),
  await startContestant(CONTESTANTS.parse, 'bare.ts', ['parse']),
  await startContestant(CONTESTANTS.receive, 'receive.ts'),
];

const rounds: Measured[][] = [];
const load = { count: EVENTS_PER_ROUND, connections: CONNECTIONS };
let underLoad = 0;
for (let round = 0; round <= ROUNDS; round += 1) {
  const measured: Measured[] = [];
  for (const server of servers) measured.push(await measureServer(server, load));
  measured.push(await measureWriter(writer, EVENTS_PER_ROUND));
  const memory = await greatestTreeMB(
    whole.pid,
    async () => void measured.push(await measureServer(whole, load)),
  );
  underLoad = Math.max(underLoad, memory);
  // The first round warms up: compiled code, connections, first tables.
  if (round > 0) rounds.push(measured);
  process.stdout.write(round === 0 ? 'warm-up done\n' : `round ${round} of ${ROUNDS} done\n`);
}
await Promise.all([...servers, writer].map((contestant) => contestant.stop()));

const capacity = median(rounds.map((round) => round.at(-1)?.storedPerSecond ?? 0));
const halfLoad = await measureAtRate(whole, Math.round(capacity / 2));
await whole.stop();

const contestants = (rounds[0] ?? []).map((_, index) => summarize(index));
const treeMB = { idle, underLoad };
const result: IngestResult = {
  date: new Date().toISOString().slice(0, 10),
  command: 'npm run bench -- ingest',
  node: process.version,
  machine: `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`,
  loadAverages: [loadBefore, loadavg()[0] ?? 0],
  rounds: ROUNDS,
  eventsPerRound: EVENTS_PER_ROUND,
  connections: CONNECTIONS,
  contestants,
  treeMB,
  halfLoad,
  gates: gatesOf({ contestants, treeMB, halfLoad }),
};
await mkdir(new URL('../results/', import.meta.url), { recursive: true });
await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
await writeTable('README.md', 'ingest', ingestTable(result));
await writeTable('docs/performance.md', 'ingest', `${ingestTable(result)}\n\n${conditions(result)}`);
await writeTable('docs/performance.md', 'ingest gates', gateTable(result));
process.stdout.write(`\n${ingestTable(result)}\n\n${gateTable(result)}\n`);

/** Medians of one contestant; ratios within each round, against what was measured a few seconds before. */
function summarize(index: number): IngestResult['contestants'][number] {
  const values = (read: (one: Measured) => number | null): number[] =>
    rounds.map((round) => read(round[index] as Measured) ?? Number.NaN);
  const ratio = (baseline: number): number =>
    median(
      rounds.map(
        (round) =>
          (round[index]?.cpuMicroseconds ?? Number.NaN) / (round[baseline]?.cpuMicroseconds ?? Number.NaN),
      ),
    );
  const isServer = rounds[0]?.[index]?.p50Ms !== null;
  return {
    name: rounds[0]?.[index]?.name ?? '',
    cpuMicroseconds: median(values((one) => one.cpuMicroseconds)),
    treeCpuMicroseconds: median(values((one) => one.treeCpuMicroseconds)),
    eventsPerSecond: median(values((one) => one.eventsPerSecond)),
    storedPerSecond: median(values((one) => one.storedPerSecond)),
    p50Ms: isServer ? median(values((one) => one.p50Ms)) : null,
    p99Ms: isServer ? median(values((one) => one.p99Ms)) : null,
    residentMB: median(values((one) => one.residentMB)),
    bareRatio: ratio(0),
    parseRatio: ratio(1),
  };
}
