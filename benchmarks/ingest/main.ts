import { mkdir, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { startContestant, type Contestant } from './contestant.ts';
import { sendLoad } from './load.ts';
import { ingestTable, median, type IngestResult, type Measured } from './result.ts';

/**
 * Accepted events per second and CPU per event, each server against a bare uWebSockets.js in the same round: these
 * machines are noisy, so only the ratio of one round is quoted. One process per contestant, load from this process.
 */
const ROUNDS = 5;
const EVENTS_PER_ROUND = 10_000;
const CONNECTIONS = 64;
const RESULT_FILE = fileURLToPath(new URL('../results/ingest.json', import.meta.url));

const contestants = [
  await startContestant('bare uWebSockets.js', 'bare.ts'),
  await startContestant('bare uWebSockets.js + JSON.parse', 'bare.ts', ['parse']),
  await startContestant('receive: durable acknowledgement', 'receive.ts'),
  await startContestant('whole collector: acknowledged and stored', 'collector.ts'),
];

const rounds = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const contestant of contestants) {
    const measured = await measure(contestant);
    // The first round warms up: compiled code, connections, first tables.
    if (round > 0) rounds.get(contestant.name)?.push(measured);
  }
  process.stdout.write(round === 0 ? 'warm-up done\n' : `round ${round} of ${ROUNDS} done\n`);
}
await Promise.all(contestants.map((contestant) => contestant.stop()));

const result = summarize();
await mkdir(new URL('../results/', import.meta.url), { recursive: true });
await writeFile(RESULT_FILE, `${JSON.stringify(result, null, 2)}\n`);
process.stdout.write(`\n${ingestTable(result)}\n`);

async function measure(contestant: Contestant): Promise<Measured> {
  const before = await contestant.usage();
  const load = await sendLoad({ port: contestant.port, count: EVENTS_PER_ROUND, connections: CONNECTIONS });
  if (load.refused > 0) throw new Error(`${contestant.name} refused ${load.refused} events.`);
  // What was acknowledged has to be stored too: the CPU of that belongs to the event.
  let after = await contestant.usage();
  while (after.backlog > 0) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    after = await contestant.usage();
  }
  return {
    cpuMicrosecondsPerEvent: (after.cpuMicroseconds - before.cpuMicroseconds) / EVENTS_PER_ROUND,
    acceptedPerSecond: load.accepted / load.wallSeconds,
    p50Ms: load.p50Ms,
    p99Ms: load.p99Ms,
    residentMiB: after.residentBytes / 1_048_576,
  };
}

function summarize(): IngestResult {
  const baseline = rounds.get(contestants[0]?.name ?? '') ?? [];
  return {
    date: new Date().toISOString().slice(0, 10),
    command: 'npm run bench -- ingest',
    node: process.version,
    machine: `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown'}`,
    rounds: ROUNDS,
    eventsPerRound: EVENTS_PER_ROUND,
    connections: CONNECTIONS,
    contestants: [...rounds].map(([name, measured]) => ({
      name,
      cpuMicrosecondsPerEvent: median(measured.map((one) => one.cpuMicrosecondsPerEvent)),
      cpuRatio: median(
        measured.map(
          (one, round) =>
            one.cpuMicrosecondsPerEvent / (baseline[round]?.cpuMicrosecondsPerEvent ?? Number.NaN),
        ),
      ),
      acceptedPerSecond: median(measured.map((one) => one.acceptedPerSecond)),
      acceptedRatio: median(
        measured.map(
          (one, round) => one.acceptedPerSecond / (baseline[round]?.acceptedPerSecond ?? Number.NaN),
        ),
      ),
      p50Ms: median(measured.map((one) => one.p50Ms)),
      p99Ms: median(measured.map((one) => one.p99Ms)),
      residentMiB: median(measured.map((one) => one.residentMiB)),
    })),
  };
}
