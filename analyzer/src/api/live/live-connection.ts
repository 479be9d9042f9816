import type { ActivityStore } from '@bugsage/backends';
import type { Activity } from '@bugsage/core';
import type { WebSocket } from 'ws';
import { LIVE_LIMITS } from './limits.ts';
import type { LiveFeed } from './live-feed.ts';
import { CLOSE, type LiveMessage } from './live-message.ts';

/** Whose lines a connection may see at this moment; null when its session has ended. */
export type ReadScope = () => Promise<ReadonlySet<number> | null>;

/**
 * One client after its hello: first what it missed, then what happens, each line once and in order. All work of a
 * connection is one chain, so that new lines wait behind the missed ones.
 */
export async function streamTo(options: {
  readonly socket: WebSocket;
  readonly activity: ActivityStore;
  readonly feed: LiveFeed;
  readonly readScope: ReadScope;
  readonly after: number | undefined;
}): Promise<void> {
  const { socket, activity, feed, readScope } = options;
  const initial = await readScope();
  if (initial === null) return close(socket, 'unauthenticated');
  let scope: ReadonlySet<number> = initial;
  let seq = options.after ?? (await activity.newestSeq());
  const send = (message: LiveMessage): void => {
    if (socket.bufferedAmount > LIVE_LIMITS.bufferedBytesMax) close(socket, 'tooSlow');
    else socket.send(JSON.stringify(message));
  };
  const pass = (lines: readonly Activity[]): void => {
    for (const line of lines) {
      if (line.seq <= seq) continue;
      seq = line.seq;
      if (scope.has(line.project_id)) send({ type: 'activity', ...line });
    }
  };
  const catchUp = async (): Promise<void> => {
    for (let replayed = 0; ;) {
      const missed = await activity.after({ projectIds: [...scope] }, seq, LIVE_LIMITS.linesMax);
      replayed += missed.length;
      if (replayed > LIVE_LIMITS.replayLinesMax) {
        seq = await activity.newestSeq();
        send({ type: 'reset', seq });
        return;
      }
      pass(missed);
      if (missed.length < LIVE_LIMITS.linesMax) return;
    }
  };
  send({ type: 'ready', seq });
  let chain: Promise<void> = Promise.resolve();
  const unsubscribe = await feed.subscribe((lines) => {
    chain = chain.then(() => pass(lines));
  });
  chain = chain.then(catchUp);
  const stopChecking = recheck(socket, readScope, (next) => {
    scope = next;
  });
  const end = (): void => {
    unsubscribe();
    stopChecking();
  };
  if (socket.readyState === socket.OPEN) socket.once('close', end);
  else end();
  await chain;
}

/** A role that changed or a session that ended counts here too, and a client that is gone is noticed. */
function recheck(
  socket: WebSocket,
  readScope: ReadScope,
  onScope: (scope: ReadonlySet<number>) => void,
): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const ping = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, LIVE_LIMITS.pingIntervalMs);
  const check = setInterval(() => {
    readScope().then(
      (scope) => (scope === null ? close(socket, 'unauthenticated') : onScope(scope)),
      // The database is away: what cannot be checked is not shown.
      () => close(socket, 'unauthenticated'),
    );
  }, LIVE_LIMITS.recheckIntervalMs);
  return () => {
    clearInterval(ping);
    clearInterval(check);
  };
}

export function close(socket: WebSocket, why: keyof typeof CLOSE): void {
  socket.close(CLOSE[why].code, CLOSE[why].reason);
}
