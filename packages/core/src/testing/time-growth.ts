/**
 * How much longer `run` takes on twice the input: about 2 for linear work, about 4 for quadratic. Only the ratio is
 * judged, because the machine's speed is unknown; times below the clock's noise count as that noise. The process's own CPU
 * time counts, and other work on the machine only ever adds to it, so the smallest of several ratios is the one that
 * says something about the code.
 */
export function timeGrowth(run: (size: number) => void, size: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS && smallest > LINEAR; round += 1) {
    const small = fastestMs(() => run(size));
    const large = fastestMs(() => run(2 * size));
    smallest = Math.min(smallest, large / small);
  }
  return smallest;
}

const NOISE_MS = 1;
const LINEAR = 2.5;
const ROUNDS = 4;
const RUNS = 5;

function fastestMs(run: () => void): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let count = 0; count < RUNS; count += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    fastest = Math.min(fastest, (user + system) / 1000);
  }
  return Math.max(fastest, NOISE_MS);
}
