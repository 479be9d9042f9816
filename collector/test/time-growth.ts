/**
 * How much longer `run` takes on twice the input: about 2 for linear work, about 4 for quadratic. Only the ratio is
 * judged, because the machine's speed is unknown; times below the clock's noise count as that noise.
 */
export function timeGrowth(run: (size: number) => void, size: number): number {
  const small = fastestMs(() => run(size));
  const large = fastestMs(() => run(2 * size));
  return large / small;
}

const NOISE_MS = 1;
const RUNS = 5;

function fastestMs(run: () => void): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let count = 0; count < RUNS; count += 1) {
    const start = performance.now();
    run();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return Math.max(fastest, NOISE_MS);
}
