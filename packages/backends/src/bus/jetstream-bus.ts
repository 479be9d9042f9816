import {
  AckPolicy,
  DiscardPolicy,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
  type Consumer,
  type JetStreamClient,
  type JsMsg,
} from '@nats-io/jetstream';
import { connect, nanos, type NatsConnection } from '@nats-io/transport-node';
import { BUS_SUBJECTS, BugSageError, describeError, parseBusMessage, type BusMessage } from '@bugsage/core';
import type { Bus, ConsumeOptions, Subscription } from '../ports/bus.ts';
import type { Sql } from '../postgres/postgres-client.ts';
import { runConsumeLoop, type OpenDelivery } from './consume-loop.ts';
import { buryMessage } from './postgres-bus.ts';

const PREFIX = 'bugsage';
const STREAM = 'BUGSAGE';
/** As in the Postgres bus. */
const KEEP_DAYS = 7;
/** A publisher that retries does so within seconds; ten minutes also cover a restart in between. */
const DUPLICATE_WINDOW_MINUTES = 10;
/** Messages are ids of some 150 bytes: a million of them. What does not fit waits in the outbox. */
const STREAM_BYTES_MAX = 256 * 1024 * 1024;
/** A server greets at once; what does not is none, or is overloaded. */
const CONNECT_TIMEOUT_MS = 20_000;
/** How long a pull waits for a message; also the delay until a stop is noticed. */
const PULL_EXPIRES_MS = 1_000;

/**
 * The bus on NATS JetStream. The stream is transport, never the record: what announces a change waits in the Postgres
 * outbox until JetStream has it, and messages carry ids only. Dead letters go to Postgres, as with the other adapter.
 */
export async function openJetStreamBus(options: {
  url: string;
  sql: Sql;
  stream?: string;
  streamBytesMax?: number;
  timeoutMs?: number;
}): Promise<Bus> {
  const stream = options.stream ?? STREAM;
  const prefix = options.stream === undefined ? PREFIX : options.stream.toLowerCase();
  const connection = await connectTo(options.url, options.timeoutMs ?? CONNECT_TIMEOUT_MS);
  await ensureStream(connection, { stream, prefix, bytesMax: options.streamBytesMax ?? STREAM_BYTES_MAX });
  const client = jetstream(connection);
  const subscriptions: Subscription[] = [];
  return {
    publish: (messages) => publish(client, prefix, messages),
    consume: async (consume) => {
      const consumer = await ensureConsumer(connection, client, { ...consume, stream, prefix });
      const subscription = runConsumeLoop(consume, async () => {
        const message = await consumer.next({ expires: PULL_EXPIRES_MS });
        return message === null ? null : openDelivery(options.sql, consume, message, prefix);
      });
      subscriptions.push(subscription);
      return subscription;
    },
    close: async () => {
      await Promise.all(subscriptions.map((subscription) => subscription.stop()));
      await connection.drain();
    },
  };
}

async function connectTo(url: string, timeout: number): Promise<NatsConnection> {
  try {
    return await connect({ servers: url, name: 'bugsage', maxReconnectAttempts: -1, timeout });
  } catch (cause) {
    throw new BugSageError({
      kind: 'unavailable',
      code: 'nats_unavailable',
      message: `NATS at ${new URL(url).host} does not answer: ${describeError(cause)}. Check BUGSAGE_NATS_URL and that the server runs with JetStream (-js).`,
      cause,
    });
  }
}

async function ensureStream(
  connection: NatsConnection,
  { stream, prefix, bytesMax }: { stream: string; prefix: string; bytesMax: number },
): Promise<void> {
  const manager = await jetstreamManager(connection);
  const settings = {
    subjects: Object.keys(BUS_SUBJECTS).map((subject) => `${prefix}.${subject}`),
    max_age: nanos(KEEP_DAYS * 86_400_000),
    duplicate_window: nanos(DUPLICATE_WINDOW_MINUTES * 60_000),
    max_bytes: bytesMax,
    // A stream that is full refuses. By default it would drop the oldest, which nobody may have seen yet.
    discard: DiscardPolicy.New,
  };
  const exists = await manager.streams.info(stream).then(
    () => true,
    () => false,
  );
  if (exists) await manager.streams.update(stream, settings);
  else
    await manager.streams.add({
      name: stream,
      retention: RetentionPolicy.Limits,
      storage: StorageType.File,
      ...settings,
    });
}

async function ensureConsumer(
  connection: NatsConnection,
  client: JetStreamClient,
  options: ConsumeOptions & { stream: string; prefix: string },
): Promise<Consumer> {
  const manager = await jetstreamManager(connection);
  // One consumer per name and subject set; servers before 2.10 know one filter only, so the name's subjects are
  // filtered in openDelivery when there are several.
  const filters = options.subjects.map((subject) => `${options.prefix}.${subject}`);
  const name = options.consumer;
  await manager.consumers.add(options.stream, {
    durable_name: name,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(options.leaseMs),
    max_ack_pending: Math.max(options.concurrency * 2, 16),
    ...(filters.length === 1 ? { filter_subject: filters[0] as string } : {}),
  });
  return client.consumers.get(options.stream, name);
}

async function publish(
  client: JetStreamClient,
  prefix: string,
  messages: readonly BusMessage[],
): Promise<void> {
  try {
    await Promise.all(
      messages.map((message) =>
        client.publish(`${prefix}.${message.subject}`, JSON.stringify(message.payload), {
          msgID: message.id,
        }),
      ),
    );
  } catch (cause) {
    throw new BugSageError({
      kind: 'unavailable',
      code: 'publish_failed',
      message: `JetStream did not take ${messages.length} messages: ${describeError(cause)}`,
      cause,
    });
  }
}

async function openDelivery(
  sql: Sql,
  options: ConsumeOptions,
  delivered: JsMsg,
  prefix: string,
): Promise<OpenDelivery | null> {
  const subject = delivered.subject.slice(prefix.length + 1);
  if (!(options.subjects as readonly string[]).includes(subject)) {
    delivered.ack();
    return null;
  }
  const raw = {
    id: delivered.headers?.get('Nats-Msg-Id') ?? '',
    subject,
    payload: delivered.json<unknown>(),
  };
  return {
    message: parseBusMessage(raw),
    deliveries: delivered.info.deliveryCount,
    done: async () => void (await delivered.ackAck()),
    retry: async (afterMs) => delivered.nak(afterMs),
    extend: async () => delivered.working(),
    bury: async (error) => {
      await buryMessage(sql, { consumer: options.consumer, message: raw, error });
      delivered.term();
    },
  };
}
