import { CONTESTANTS, type Gate, type IngestResult } from './result.ts';

/** The figures this product is to reach, and what was measured. */
export function gatesOf({
  contestants,
  treeMB,
  halfLoad,
}: Pick<IngestResult, 'contestants' | 'treeMB' | 'halfLoad'>): Gate[] {
  const of = (key: keyof typeof CONTESTANTS): IngestResult['contestants'][number] => {
    const found = contestants.find(({ name }) => name === CONTESTANTS[key]);
    if (found === undefined) throw new Error(`${CONTESTANTS[key]} was not measured.`);
    return found;
  };
  const microseconds = (figure: string, wanted: number, measured: number): Gate => ({
    figure,
    unit: 'µs',
    wanted,
    measured,
  });
  return [
    {
      figure: 'receive, CPU against bare uWebSockets.js + JSON.parse',
      unit: '×',
      wanted: 2,
      measured: of('receive').parseRatio,
    },
    microseconds('receive, CPU per event', 60, of('receive').cpuMicroseconds),
    microseconds('writer, CPU per event', 60, of('writer').cpuMicroseconds),
    microseconds('writer and its engines, CPU per event', 60, of('writer').treeCpuMicroseconds),
    microseconds('end to end, CPU per event', 150, of('whole').cpuMicroseconds),
    microseconds('end to end and its engines, CPU per event', 150, of('whole').treeCpuMicroseconds),
    { figure: 'memory of collector and engines, idle', unit: 'MB', wanted: 350, measured: treeMB.idle },
    {
      figure: 'memory of collector and engines, under load',
      unit: 'MB',
      wanted: 600,
      measured: treeMB.underLoad,
    },
    {
      figure: `acknowledgement p99 at half load (${halfLoad.eventsPerSecond} events/s)`,
      unit: 'ms',
      wanted: 50,
      measured: halfLoad.p99Ms,
    },
  ];
}
