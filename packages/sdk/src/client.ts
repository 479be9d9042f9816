import { attempt } from './attempt.ts';
import type { Endpoint } from './dsn.ts';
import { BATCH_ITEMS_MAX } from './limits.ts';
import type { Platform } from './platform.ts';
import type { InitOptions, IntegrationHost } from './public-types.ts';
import type { Occurrence } from './capture/capture-occurrence.ts';
import type { ScopeData } from './scope/scope-data.ts';
import type { BatchIdentity } from './transport/encode-batch.ts';
import type { Lost } from './transport/lost.ts';
import type { QueueItem } from './transport/queue-item.ts';
import type { RateLimits } from './transport/rate-limits.ts';

/**
 * One running SDK: what it knows, and nothing that it does, so that a bundle holds only the functions that are used. Those
 * that change it are in capture/ and transport/.
 */
export type Client = IntegrationHost &
  Platform & {
    readonly options: InitOptions;
    readonly identity: BatchIdentity;
    /** Told of everything that was captured; the id is undefined when nothing will be sent, which was counted before. */
    settle?: ((occurrence: Occurrence, id: string | undefined) => void) | undefined;
    /** Told of each request or call that is a session, with the scope that it runs in; answers what to call at its end. */
    enterSession?: ((scope: ScopeData) => () => void) | undefined;
    /** How to undo what integrations did. */
    readonly undo: (() => void)[];
    /** Values that were captured before: an error that is reported and thrown again is one event. */
    readonly captured: WeakMap<object, [id: string | undefined, untilMs: number]>;
    /** The newest event of each kind, the oldest kind first. */
    readonly seen: Map<string, QueueItem>;
    /** See `takeToken`. */
    spentUntilMs: number;
    queue: QueueItem[];
    /** What no batch tells yet. */
    losses: Lost;
    readonly limitedUntilMs: RateLimits;
    sending?: Promise<void> | undefined;
    failures: number;
    retryAtMs: number;
    itemsMax: number;
    /** For what is due next. */
    timer?: Timer;
  };

/** Only Node's has it. */
type Timer = ReturnType<typeof setTimeout> & { unref?: () => void };

export function createClient([k, endpoint]: Endpoint, options: InitOptions, platform: Platform): Client {
  const client: Client = {
    ...platform,
    options,
    identity: { k, ...platform.identity, rel: options.release, env: options.environment },
    endpoint,
    countLost(reason, events = 1) {
      client.losses[reason] = (client.losses[reason] ?? 0) + events;
    },
    undo: [],
    captured: new WeakMap(),
    seen: new Map(),
    spentUntilMs: 0,
    queue: [],
    losses: {},
    limitedUntilMs: {},
    failures: 0,
    retryAtMs: 0,
    itemsMax: BATCH_ITEMS_MAX,
  };
  const defaults = platform.integrations;
  const wanted = options.integrations ?? [];
  // One of the same name replaces the default.
  const chosen = typeof wanted === 'function' ? wanted(defaults) : [...defaults, ...wanted];
  for (const integration of new Map(chosen.map((one) => [one.name, one])).values())
    // The last one first, so that what wraps others is gone before them.
    attempt(
      () => client.undo.unshift(...([integration.setup(client)] as (() => void)[]).flat(Infinity as 1)),
      client,
    );
  return client;
}
