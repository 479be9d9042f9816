import { attempt } from '../attempt.ts';
import type { Engine } from '../platform.ts';

/** Losses of an error that happened all the same. What the application does not want to hear of is not one. */
const HAPPENED = /sampled|rate_limited|queue_full|internal/;

/**
 * Tells of every error that counts for a session, and whether nobody caught it: also of one that was captured before and
 * is now uncaught, of repeats, and of what is not sent for its number. Messages are no errors.
 */
export function watchErrors(engine: Engine, note: (isCrash: boolean) => void): () => void {
  const { countLost } = engine;
  let reason = '';
  engine.countLost = (lost, events) => {
    reason = lost;
    // A session that is lost is no event.
    if (events !== 0) countLost(lost, events);
  };
  engine.settle = ({ caller, event, hint }, id) => {
    // What the caller hands over may throw when it is read.
    attempt(() => {
      const { handled } = hint?.mechanism ?? event?.mechanism ?? {};
      if ((caller || event?.exceptions?.[0]) && (id || HAPPENED.test(reason))) note(handled === false);
    });
    reason = '';
  };
  return () => {
    engine.countLost = countLost;
    engine.settle = undefined;
  };
}
