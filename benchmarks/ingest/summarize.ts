import { CONTESTANTS, CORES, median, type CoresRow, type IngestResult, type Measured } from './result.ts';

type Rounds = readonly (readonly Measured[])[];

/** Medians of one contestant; ratios within each round, against what was measured a few seconds before. */
export function summarize(rounds: Rounds, name: string): IngestResult['contestants'][number] {
  return {
    ...mediansOf(rounds, name),
    bareRatio: ratioTo(rounds, { name, base: CONTESTANTS.bare, read: (one) => one.cpuMicroseconds }),
    parseRatio: ratioTo(rounds, { name, base: CONTESTANTS.parse, read: (one) => one.cpuMicroseconds }),
  };
}

/** The one-threaded contestants and, below each, the same work on more cores. */
export function summarizeCores(rounds: Rounds): CoresRow[] {
  return [CONTESTANTS.receive, CONTESTANTS.writer].flatMap((base) => {
    const names = Object.values(CORES).filter((one) => one.base === base);
    return [base, ...names.map(({ name }) => name)].map((name) => ({
      ...mediansOf(rounds, name),
      cpuRatio: ratioTo(rounds, { name, base, read: (one) => one.cpuMicroseconds }),
      rateRatio: ratioTo(rounds, { name, base, read: (one) => one.eventsPerSecond }),
    }));
  });
}

function mediansOf(rounds: Rounds, name: string): Measured {
  const of = (read: (one: Measured) => number): number =>
    median(rounds.map((round) => read(find(round, name))));
  const orNull = (read: (one: Measured) => number | null): number | null => {
    const values = rounds.map((round) => read(find(round, name))).filter((value) => value !== null);
    return values.length === 0 ? null : median(values);
  };
  return {
    name,
    cpuMicroseconds: of((one) => one.cpuMicroseconds),
    mainThreadCpuMicroseconds: of((one) => one.mainThreadCpuMicroseconds),
    loadCpuMicroseconds: orNull((one) => one.loadCpuMicroseconds),
    treeCpuMicroseconds: of((one) => one.treeCpuMicroseconds),
    eventsPerSecond: of((one) => one.eventsPerSecond),
    storedPerSecond: of((one) => one.storedPerSecond),
    p50Ms: orNull((one) => one.p50Ms),
    p99Ms: orNull((one) => one.p99Ms),
    residentMB: of((one) => one.residentMB),
  };
}

function ratioTo(
  rounds: Rounds,
  { name, base, read }: { name: string; base: string; read: (one: Measured) => number },
): number {
  return median(rounds.map((round) => read(find(round, name)) / read(find(round, base))));
}

function find(round: readonly Measured[], name: string): Measured {
  const found = round.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} was not measured.`);
  return found;
}
