import { fingerprint } from '@bugsage/fingerprint';
import { eventOf, exceptionOf, frameOf } from '../grouping/event.ts';
import { median } from '../ingest/result.ts';
import type { PairedFigure } from './result.ts';

const FRAMES = 50;
const RUNS = 4000;

/** Key of an event with 50 frames, the nearest of them of libraries, against reading the event as JSON. */
export function measureFingerprint(rounds: number): PairedFigure {
  const frames = Array.from({ length: FRAMES }, (_, index) =>
    frameOf({
      function: `Module${index}.handleRequest${index}`,
      abs_path:
        index > 30 ? `/srv/node_modules/library${index}/lib/index.js` : `/srv/shop/src/part${index}.js`,
      filename: `part${index}.js`,
      lineno: 10 * index,
      colno: 7,
      context_line: '  return handle(request, response, settings.timeouts.default);',
      in_app: index <= 30,
    }),
  );
  const value =
    "Cannot load order 4711 of customer 'cus_9Fk3Ab' from 10.0.0.7:5432 after 1500ms (b1946ac92492d2347c6235b4d2611184)";
  const event = eventOf('node', [exceptionOf('OrderError', value, frames)]);
  const text = JSON.stringify(event);
  const measured: { ours: number; theirs: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const ours = medianMicroseconds(() => fingerprint(event));
    const theirs = medianMicroseconds(() => JSON.parse(text) as unknown);
    if (round > 0) measured.push({ ours, theirs });
  }
  return {
    ours: median(measured.map((one) => one.ours)),
    theirs: median(measured.map((one) => one.theirs)),
    ratio: median(measured.map((one) => one.ours / one.theirs)),
  };
}

/** Single calls are timed: their median is hardly moved by other work on the machine. */
function medianMicroseconds(run: () => unknown): number {
  const times: number[] = [];
  for (let count = 0; count < RUNS; count += 1) {
    const start = process.hrtime.bigint();
    run();
    times.push(Number(process.hrtime.bigint() - start) / 1000);
  }
  return median(times);
}
