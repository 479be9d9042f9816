import { clip } from '../capture/bounded-copy.ts';
import { createHexId } from '../hex-id.ts';
import type { Engine } from '../platform.ts';
import { sharedState } from '../shared-state.ts';
import type { QueueItem } from '../transport/queue-item.ts';
import { enqueue } from '../transport/transport.ts';
import { createSessionItem } from './session-item.ts';

const USER_LENGTH_MAX = 200;

/** A page or a program, since it began. */
export type OwnSession = { id: string; startedMs: number; state: 'ok' | 'errored' | 'crashed' };

export function beginOwnSession(): OwnSession {
  return { id: createHexId(), startedMs: Date.now(), state: 'ok' };
}

/** Tells of it when its state or its user is another than was told. */
export function followOwnSession(
  engine: Engine,
  session: OwnSession,
): { tell: () => void; meet: (isCrash: boolean) => void } {
  let told = '';
  let item: QueueItem | undefined;

  const tell = (): void => {
    const { id: userId, email, username } = sharedState().scope.user ?? {};
    const name = userId ?? email ?? username;
    const next = createSessionItem({
      ...session,
      counts: { [session.state]: 1 },
      user: name === undefined ? name : clip(name, USER_LENGTH_MAX),
    });
    const text = JSON.stringify(next.event.row);
    if (text === told) return;
    told = text;
    // The worst of it counts, so what still waits need not be told.
    if (item && !item.frozen) item.event = next.event;
    else enqueue(engine, (item = next));
  };
  return {
    tell,
    meet(isCrash) {
      if (session.state !== 'crashed') session.state = isCrash ? 'crashed' : 'errored';
      tell();
    },
  };
}
