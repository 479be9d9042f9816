import { createHexId } from '../hex-id.ts';
import type { Engine } from '../platform.ts';
import type { Undo } from '../public-types.ts';
import type { ScopeData } from '../scope/scope-data.ts';
import { sharedState } from '../shared-state.ts';
import type { QueueItem } from '../transport/queue-item.ts';
import { enqueue } from '../transport/transport.ts';
import { createSessionItem } from './session-item.ts';
import { watchErrors } from './watch-errors.ts';

/** Sessions are counted by the minute in which they began; a count waits this long for more. */
const MINUTE_MS = 60_000;

type State = 'exited' | 'errored' | 'crashed' | 'abnormal';
type Session = { startedMs: number; state: State };

/** Where a scope has its session. A symbol is copied with the scope, but is not part of an event. */
const SESSION = Symbol('session');
type ScopeWithSession = ScopeData & { [SESSION]?: Session };

export type SessionCounts = {
  /** Ends those that are still open: nothing will be heard of them any more. */
  endAll: (as: 'exited' | 'abnormal') => void;
  undo: Undo;
};

/** Counts requests and calls, each one session in the scope that it runs in. */
export function countSessions(
  engine: Engine,
  hear: { enter?: () => void; meetElsewhere?: (isCrash: boolean) => void } = {},
): SessionCounts {
  const open = new Set<Session>();
  const minutes = new Map<number, QueueItem>();
  const end = (session: Session): void => {
    if (open.delete(session)) countInto(minutes, engine, session);
  };
  engine.enterSession = (scope) => {
    hear.enter?.();
    const session: Session = { startedMs: Date.now(), state: 'exited' };
    open.add(session);
    (scope as ScopeWithSession)[SESSION] = session;
    return () => end(session);
  };
  const unwatch = watchErrors(engine, (isCrash) => {
    const session = (sharedState().scope as ScopeWithSession)[SESSION];
    if (!session) hear.meetElsewhere?.(isCrash);
    else if (session.state !== 'crashed') session.state = isCrash ? 'crashed' : 'errored';
  });
  return {
    endAll(as) {
      for (const session of open) {
        if (session.state === 'exited') session.state = as;
        end(session);
      }
    },
    undo: [
      unwatch,
      () => {
        engine.enterSession = undefined;
      },
    ],
  };
}

/** Into what is waiting for that minute; what was sent once does not change any more. */
function countInto(minutes: Map<number, QueueItem>, engine: Engine, { startedMs, state }: Session): void {
  const minute = startedMs - (startedMs % MINUTE_MS);
  let item = minutes.get(minute);
  if (!item || item.frozen) {
    for (const [known, { frozen }] of minutes) if (frozen) minutes.delete(known);
    item = createSessionItem({ id: createHexId(), startedMs: minute, counts: {} });
    item.holdUntilMs = Date.now() + MINUTE_MS;
    if (enqueue(engine, item)) minutes.set(minute, item);
  }
  const counts = item.event.row?.[3] as Partial<Record<State, number>>;
  counts[state] = (counts[state] ?? 0) + 1;
}
