import { markdownTable } from '../markdown-table.ts';
import { isReached, type Gate, type IngestResult } from './result.ts';

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
      one.p50Ms === null || one.p99Ms === null ? '' : `${one.p50Ms.toFixed(1)} / ${one.p99Ms.toFixed(1)} ms`,
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

function shown({ measured }: Gate): string {
  return measured.toFixed(measured < 10 ? 1 : 0);
}
