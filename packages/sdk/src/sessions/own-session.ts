import { clip } from '../capture/bounded-copy.ts';
import { createHexId } from '../hex-id.ts';
import type { Engine } from '../platform.ts';
import { sharedState } from '../shared-state.ts';
import type { QueueItem } from '../transport/queue-item.ts';
import { enqueue } from '../transport/transport.ts';
import { createSessionItem } from './session-item.ts';

const USER_LENGTH_MAX = 200;

/** The session of a page or of a program. It is told again when its state or its user is another. */
export type OwnSession = {
  tell: () => void;
  meet: (isCrash: boolean) => void;
};

export function createOwnSession(engine: Engine): OwnSession {
  const [id, startedMs] = [createHexId(), Date.now()];
  let state: 'ok' | 'errored' | 'crashed' = 'ok';
  let told = '';
  let item: QueueItem | undefined;

  const tell = (): void => {
    const { id: userId, email, username } = sharedState().scope.user ?? {};
    const name = userId ?? email ?? username;
    const next = createSessionItem({
      id,
      startedMs,
      counts: { [state]: 1 },
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
      if (state !== 'crashed') state = isCrash ? 'crashed' : 'errored';
      tell();
    },
  };
}
