import { markdownTable } from '../markdown-table.ts';
import { isReached, type Gate, type IngestResult, type Measured } from './result.ts';

export function ingestTable(result: IngestResult): string {
  return markdownTable(
    [
      'server',
      'CPU per event',
      'with its engines',
      'CPU against bare',
      'against bare + parse',
      'events/s',
      'p50 / p99',
    ],
    result.contestants.map((one) => [
      one.name,
      `${one.cpuMicroseconds.toFixed(0)} µs`,
      `${one.treeCpuMicroseconds.toFixed(0)} µs`,
      `${one.bareRatio.toFixed(1)} ×`,
      `${one.parseRatio.toFixed(1)} ×`,
      Math.round(one.eventsPerSecond).toLocaleString('en-US'),
      latencies(one),
    ]),
  );
}

export function gateTable({ gates }: IngestResult): string {
  return markdownTable(
    ['figure', 'wanted, at most', 'measured', ''],
    gates.map((gate) => [
      gate.figure,
      `${gate.wanted} ${gate.unit}`,
      `${shown(gate)} ${gate.unit}`,
      isReached(gate) ? 'reached' : '**not reached**',
    ]),
  );
}

/** More cores for the same work, and under what that was measured. */
export function coresTable({ cores }: IngestResult): string {
  if (cores === undefined) return 'Not measured yet: `npm run bench -- ingest` fills this table.';
  const table = markdownTable(
    [
      'work',
      'CPU per event',
      'of that on the main thread',
      'CPU against one thread',
      'events/s',
      'against one thread',
      'p50 / p99',
      'load generator',
    ],
    cores.rows.map((row) => [
      row.name,
      `${row.cpuMicroseconds.toFixed(0)} µs`,
      `${row.mainThreadCpuMicroseconds.toFixed(0)} µs`,
      `${row.cpuRatio.toFixed(2)} ×`,
      Math.round(row.eventsPerSecond).toLocaleString('en-US'),
      `${row.rateRatio.toFixed(2)} ×`,
      latencies(row),
      row.loadCpuMicroseconds === null ? '' : `${row.loadCpuMicroseconds.toFixed(0)} µs`,
    ]),
  );
  const [before, after] = cores.loadAverages.map((load) => load.toFixed(0));
  return `${table}\n\n${cores.date}, ${cores.rounds} rounds of ${cores.eventsPerRound.toLocaleString('en-US')} events; load average ${before} when it began and ${after} when it ended.`;
}

/** Under what the figures were measured, in a line. */
export function conditions(result: IngestResult): string {
  const [before, after] = result.loadAverages.map((load) => load.toFixed(0));
  return (
    `${result.date}, ${result.machine}, Node ${result.node}; load average ${before} when it began and ${after} when it ended ` +
    `(the benchmark alone makes about 2), ${result.rounds} rounds of ${result.eventsPerRound.toLocaleString('en-US')} events. ` +
    `Idle, collector and engines take ${result.treeMB.idle.toFixed(0)} MB, under load ${result.treeMB.underLoad.toFixed(0)} MB; ` +
    `half load is ${result.halfLoad.eventsPerSecond.toLocaleString('en-US')} events/s, acknowledged in ` +
    `${result.halfLoad.p50Ms.toFixed(1)} ms (p50) and ${result.halfLoad.p99Ms.toFixed(1)} ms (p99).`
  );
}

function latencies({ p50Ms, p99Ms }: Measured): string {
  return p50Ms === null || p99Ms === null ? '' : `${p50Ms.toFixed(1)} / ${p99Ms.toFixed(1)} ms`;
}

function shown({ measured }: Gate): string {
  return measured.toFixed(measured < 10 ? 1 : 0);
}
