import { flush } from '../api.ts';
import { attempt } from '../attempt.ts';
import { createHexId } from '../hex-id.ts';
import { listen } from '../listen.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';

/** Batches of at most 60 kB: below a quarter of what an origin may store. */
const KEPT_MAX = 20;

/**
 * Keeps what could not be delivered when a page is left, and delivers it from the next page of the origin. Uses
 * `localStorage`, because nothing else can still be written while a page goes. A batch that is sent twice does no harm:
 * the server stores an event id once.
 */
export function offline(): Integration {
  return {
    name: 'offline',
    setup(engine: Engine) {
      const { send, leave, endpoint } = engine;
      const prefix = `bugsage:${endpoint}:`;
      let isReachable = true;
      let isSending = false;

      const names = (): string[] =>
        Object.keys(localStorage)
          .filter((name) => name.startsWith(prefix))
          .toSorted();

      const keep = ({ type }: Event): void => {
        if (type !== 'pagehide' && document.visibilityState !== 'hidden') return;
        for (const { body, settle } of engine.drain(true))
          attempt(() => {
            const overflow = names().slice(0, 1 - KEPT_MAX);
            const lost = overflow.map((name) => countEvents(localStorage.getItem(name) ?? ''));
            for (const name of overflow) localStorage.removeItem(name);
            localStorage.setItem(`${prefix}${Date.now()}:${createHexId()}`, withLosses(body, lost));
            settle();
          });
      };

      async function sendKept(): Promise<void> {
        if (isSending) return;
        isSending = true;
        for (const name of attempt(names) ?? []) {
          const body = localStorage.getItem(name);
          const { status } = body === null ? { status: 200 } : await send(endpoint, body);
          isReachable = isAnswered(status);
          if (!isReachable) break;
          localStorage.removeItem(name);
          if (body !== null && status >= 400) engine.countLost('refused', countEvents(body));
        }
        isSending = false;
      }

      engine.send = async (url, body) => {
        const answer = await send(url, body);
        isReachable = isAnswered(answer.status);
        if (isReachable) void sendKept();
        return answer;
      };
      // Nobody is told what became of last words, so they stay queued, and are kept by the listener below, which comes
      // after that of the client. The losses they tell are told once, by what is kept.
      engine.leave = (body) => {
        if (isReachable && navigator.onLine) leave(body.replace(/"lost":{[^}]*}/, '"lost":{}'));
        return false;
      };
      void sendKept();
      return [
        listen('pagehide', keep),
        listen('visibilitychange', keep),
        listen('online', () => void flush().then(sendKept)),
        () => Object.assign(engine, { send, leave }),
      ];
    },
  };
}

/** Not the server's "not now". */
function isAnswered(status: number): boolean {
  return status > 0 && status < 500 && status !== 408 && status !== 429;
}

/** How many occurrences a batch tells of: its events with their repeats, and what it says was lost. */
function countEvents(body: string): number {
  const [header = '', ...rows] = body.split('\n');
  const told = Object.values((JSON.parse(header || '{}') as { lost?: Record<string, number> }).lost ?? {});
  const seen = rows.map((row) => 1 + ((JSON.parse(row) as { r?: number[] }[])[5]?.r?.[0] ?? 0));
  return [...told, ...seen].reduce((sum, events) => sum + events, 0);
}

/** The batch, which also tells how many occurrences had to make room for it. */
function withLosses(body: string, lost: readonly number[]): string {
  if (lost.length === 0) return body;
  const end = body.indexOf('\n');
  const header = JSON.parse(end < 0 ? body : body.slice(0, end)) as { lost: Record<string, number> };
  header.lost['cache_overflow'] = lost.reduce(
    (sum, events) => sum + events,
    header.lost['cache_overflow'] ?? 0,
  );
  return JSON.stringify(header) + (end < 0 ? '' : body.slice(end));
}
