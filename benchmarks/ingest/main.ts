import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { writeTable } from '../write-table.ts';
import { joinContestants, startContestant } from './contestant.ts';
import { greatestTreeMB, measureAtRate, measureServer, measureWriter } from './measure.ts';
import { CONTESTANTS, CORES, median, type IngestResult, type Measured } from './result.ts';
import { gatesOf } from './gates.ts';
import { summarize, summarizeCores } from './summarize.ts';
import { conditions, coresTable, gateTable, ingestTable } from './tables.ts';

/**
 * CPU per event of each stage, against a bare uWebSockets.js in the same round: these machines are noisy, so only ratios
 * of one round are quoted. One process per contestant, load from this process. With a number of rounds as argument it is
 * a look: everything is measured with few events and printed, and what was published stays.
 */
const look = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
const ROUNDS = look ?? 7;
if (!Number.isInteger(ROUNDS) || ROUNDS < 1)
  throw new Error(`Give the number of rounds as a whole number, not ${process.argv[2]}.`);
const EVENTS_PER_ROUND = look === undefined ? 10_000 : 2_000;
const CONNECTIONS = 64;
const IDLE_MS = 5_000;
const RESULT_FILE = fileURLToPath(new URL('../results/ingest.json', import.meta.url));

const loadBefore = loadavg()[0] ?? 0;
const whole = await startContestant(CONTESTANTS.whole, 'collector.ts');
await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
const idle = await greatestTreeMB(whole.pids, () => Promise.resolve());
const writer = await startContestant(CONTESTANTS.writer, 'writer.ts');
const writers = [
  { name: CONTESTANTS.writer, workers: 0 },
  { name: CORES.oneWorker.name, workers: 1 },
  { name: CORES.twoWorkers.name, workers: 2 },
];
const servers = [
  await startContestant(CONTESTANTS.bare, 'bare.ts'),
  await startContestant(CONTESTANTS.parse, 'bare.ts', ['parse']),
  await startContestant(CONTESTANTS.receive, 'receive.ts'),
  joinContestants(CORES.processes.name, [
    await startContestant('receive, first process', 'receive.ts'),
    await startContestant('receive, second process', 'receive.ts'),
  ]),
  await startContestant(CORES.threads.name, 'receive-threads.ts'),
];

// The journals prepare their next segments, which the first acknowledgements would otherwise wait behind.
await new Promise((resolve) => setTimeout(resolve, IDLE_MS));

const rounds: Measured[][] = [];
const load = { count: EVENTS_PER_ROUND, connections: CONNECTIONS };
let underLoad = 0;
for (let round = 0; round <= ROUNDS; round += 1) {
  const measured: Measured[] = [];
  for (const server of servers) measured.push(await measureServer(server, load));
  for (const one of writers) measured.push(await measureWriter(writer, { ...one, count: EVENTS_PER_ROUND }));
  const memory = await greatestTreeMB(
    whole.pids,
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

const contestants = Object.values(CONTESTANTS).map((name) => summarize(rounds, name));
const date = new Date().toISOString().slice(0, 10);
const loadAverages = [loadBefore, loadavg()[0] ?? 0] as const;
const treeMB = { idle, underLoad };
const result: IngestResult = {
  date,
  command: 'npm run bench -- ingest',
  node: process.version,
  machine: `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`,
  loadAverages,
  rounds: ROUNDS,
  eventsPerRound: EVENTS_PER_ROUND,
  connections: CONNECTIONS,
  contestants,
  cores: {
    date,
    rounds: ROUNDS,
    eventsPerRound: EVENTS_PER_ROUND,
    loadAverages,
    rows: summarizeCores(rounds),
  },
  treeMB,
  halfLoad,
  gates: gatesOf({ contestants, treeMB, halfLoad }),
};
if (look === undefined) await publish();
else process.stdout.write(`${JSON.stringify(result.cores, null, 2)}\n`);
process.stdout.write(`\n${ingestTable(result)}\n\n${gateTable(result)}\n\n${coresTable(result)}\n`);

async function publish(): Promise<void> {
  await mkdir(new URL('../results/', import.meta.url), { recursive: true });
  await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
  await writeTable('README.md', 'ingest', ingestTable(result));
  await writeTable('docs/performance.md', 'ingest', `${ingestTable(result)}\n\n${conditions(result)}`);
  await writeTable('docs/performance.md', 'ingest gates', gateTable(result));
  await writeTable('docs/performance.md', 'ingest cores', coresTable(result));
}
