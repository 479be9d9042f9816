import { randomUUID } from 'node:crypto';
import type { BusMessage } from '@bugsage/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Bus, ConsumeOptions, DeliveredMessage } from '../ports/bus.ts';
import type { Sql } from '../postgres/postgres-client.ts';

/** Every adapter of the bus passes this, on its real engine. `open` answers a second view of the same bus each time. */
export function describeBus(name: string, given: { open: () => Promise<Bus>; sql: () => Sql }): void {
  describe(`bus on ${name}`, () => {
    const open: Bus[] = [];
    const openBus = async (): Promise<Bus> => {
      const bus = await given.open();
      open.push(bus);
      return bus;
    };
    afterEach(async () => {
      await Promise.all(open.splice(0).map((bus) => bus.close()));
    });

    it('delivers what was published before and after the consumer first came', async () => {
      const bus = await openBus();
      const [before, after] = [created(), created()];
      await bus.publish([before]);
      const received = collect();
      await bus.consume(options({ handle: received.handle }));
      await bus.publish([after]);
      await received.waitFor([before.id, after.id]);
      expect(received.of(before.id)[0]).toMatchObject({ message: before, deliveries: 1 });
    });

    it('gives each durable name every message, and shares a name between consumers', async () => {
      const [one, two] = [await openBus(), await openBus()];
      const shared = unique();
      const [left, right, other] = [collect(), collect(), collect()];
      await one.consume(options({ consumer: shared, handle: left.handle }));
      await two.consume(options({ consumer: shared, handle: right.handle }));
      await two.consume(options({ handle: other.handle }));
      const messages = Array.from({ length: 10 }, created);
      await one.publish(messages);
      const ids = messages.map((message) => message.id);
      await other.waitFor(ids);
      await expect
        .poll(() => ids.map((id) => left.of(id).length + right.of(id).length))
        .toEqual(ids.map(() => 1));
    });

    it('delivers only the subjects that were asked for', async () => {
      const bus = await openBus();
      const received = collect();
      await bus.consume(options({ subjects: ['issue.created', 'fix.requested'], handle: received.handle }));
      const wanted = created();
      const unwanted = { ...created(), subject: 'issue.regressed' as const };
      await bus.publish([unwanted, wanted]);
      await received.waitFor([wanted.id]);
      expect(received.of(unwanted.id)).toEqual([]);
    });

    it('drops a message whose id was published before', async () => {
      const bus = await openBus();
      const received = collect();
      await bus.consume(options({ handle: received.handle }));
      const [message, last] = [created(), created()];
      await bus.publish([message]);
      await bus.publish([message]);
      await bus.publish([last]);
      await received.waitFor([message.id, last.id]);
      expect(received.of(message.id)).toHaveLength(1);
    });

    it('delivers again after a retry, a thrown error and a silent handler', async () => {
      const bus = await openBus();
      const message = created();
      const received = collect((delivered) => {
        if (delivered.deliveries === 1) return { kind: 'retry', afterMs: 50 };
        if (delivered.deliveries === 2) throw new Error('engine away');
        return { kind: 'done' };
      });
      await bus.consume(options({ handle: received.handle }));
      await bus.publish([message]);
      await expect
        .poll(() => received.of(message.id).map((delivered) => delivered.deliveries), { timeout: 15_000 })
        .toEqual([1, 2, 3]);
    });

    it('hands a message to somebody else when the lease ran out', async () => {
      const [dying, healthy] = [await openBus(), await openBus()];
      const consumer = unique();
      const message = created();
      let release: () => void = () => undefined;
      const silence = new Promise<void>((resolve) => (release = resolve));
      const first = collect(async (delivered) => {
        if (delivered.message.id === message.id) await silence;
        return { kind: 'done' };
      });
      await dying.consume(options({ consumer, leaseMs: 1_000, concurrency: 1, handle: first.handle }));
      await dying.publish([message]);
      await first.waitFor([message.id]);
      const second = collect();
      await healthy.consume(options({ consumer, leaseMs: 1_000, handle: second.handle }));
      try {
        await second.waitFor([message.id]);
      } finally {
        release();
      }
      expect(second.of(message.id)[0]?.deliveries).toBe(2);
    });

    it('buries a message that fails every time', async () => {
      const bus = await openBus();
      const message = created();
      const received = collect(() => ({ kind: 'retry', afterMs: 10 }));
      const consumer = unique();
      await bus.consume(options({ consumer, deliveriesMax: 2, handle: received.handle }));
      await bus.publish([message]);
      const dead = () =>
        given.sql()`SELECT payload FROM dead_letters WHERE reference = ${`${consumer}:${message.id}`}`;
      await expect.poll(async () => (await dead()).length, { timeout: 10_000 }).toBe(1);
      expect(received.of(message.id)).toHaveLength(2);
      expect(JSON.parse(String((await dead())[0]?.['payload']))).toMatchObject({ subject: 'issue.created' });
    });
  });
}

function unique(): string {
  return `consumer-${randomUUID()}`;
}

function created(): Extract<BusMessage, { subject: 'issue.created' }> {
  return { id: randomUUID(), subject: 'issue.created', payload: { project_id: 1, issue_id: randomUUID() } };
}

function options(given: Partial<ConsumeOptions> & Pick<ConsumeOptions, 'handle'>): ConsumeOptions {
  return {
    consumer: unique(),
    subjects: ['issue.created'],
    deliveriesMax: 5,
    leaseMs: 10_000,
    concurrency: 2,
    ...given,
  };
}

type Answer = Awaited<ReturnType<ConsumeOptions['handle']>>;

function collect(
  answer: (delivered: DeliveredMessage) => Answer | Promise<Answer> = () => ({ kind: 'done' }),
) {
  const all: DeliveredMessage[] = [];
  const of = (id: string): DeliveredMessage[] => all.filter((delivered) => delivered.message.id === id);
  return {
    of,
    handle: async (delivered: DeliveredMessage): Promise<Answer> => {
      all.push({ message: delivered.message, deliveries: delivered.deliveries });
      return answer(delivered);
    },
    waitFor: (ids: readonly string[]) =>
      expect.poll(() => ids.every((id) => of(id).length > 0), { timeout: 15_000, interval: 20 }).toBe(true),
  };
}
