import { attempt } from '../attempt.ts';
import { createHexId } from '../hex-id.ts';
import { listen } from '../listen.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';
import { encodeBatch } from '../transport/encode-batch.ts';
import { BATCH_ITEMS_MAX } from '../limits.ts';
import { type Lost, countAgain } from '../transport/lost.ts';
import type { QueueItem } from '../transport/queue-item.ts';
import { enqueue, freeMs, remove } from '../transport/transport.ts';

/** What one page left: what `createQueueItem` takes for each event, and losses. */
type Kept = [items: QueueItem[], told: Lost];

const NOTHING = '[[],{}]';

/**
 * Nothing is lost when a page is left: what is queued goes into `localStorage`, because nothing else can still be written
 * while a page goes, and the next page of the origin, or the same one when it is looked at again, takes it over into its
 * own queue. A beacon carries it as well, for visitors who never come back; nobody is told what becomes of a beacon, and
 * the server stores an event once. Where nothing can be kept, what the browser took as beacon counts as delivered.
 */
export function keepOnLeave(): Integration {
  return {
    name: 'keepOnLeave',
    setup(client: Engine) {
      const { endpoint } = client;
      const prefix = `bugsage:${endpoint}:`;

      const leave = (): void => {
        const { queue, losses } = client;
        const text = JSON.stringify([queue, losses] satisfies Kept);
        attempt(() => {
          if (text[NOTHING.length]) localStorage[prefix + createHexId()] = text;
          client.losses = {};
          remove(client, queue);
        });
        for (let rest = queue.filter((item) => freeMs(client, item) <= Date.now()); rest[0];) {
          const { body, items } = encodeBatch(client, rest.slice(0, BATCH_ITEMS_MAX), client.losses);
          if (items[0] && navigator.sendBeacon(endpoint, body)) {
            client.losses = {};
            remove(client, items);
          }
          rest = rest.slice(items.length || 1);
        }
      };

      const takeOver = (): unknown =>
        attempt(() => {
          for (const name in localStorage)
            if (name.includes(prefix)) {
              const text = localStorage[name] as string;
              delete localStorage[name];
              const [items, told] = JSON.parse(text) as Kept;
              countAgain(client, told);
              for (const item of items) enqueue(client, item);
            }
        });

      const onChange = (event: Event): void => {
        if (event.type === 'pagehide' || document.hidden) leave();
        else takeOver();
      };
      takeOver();
      return [listen('pagehide', onChange), listen('visibilitychange', onChange)];
    },
  };
}
