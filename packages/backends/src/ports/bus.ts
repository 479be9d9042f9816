import type { BusMessage, BusSubject } from '@bugsage/core';

export type DeliveredMessage = { readonly message: BusMessage; readonly deliveries: number };

/** What a handler says of a message. A thrown error counts as `retry`. */
export type HandlerVerdict = { readonly kind: 'done' } | { readonly kind: 'retry'; readonly afterMs: number };

export type ConsumeOptions = {
  /** Durable name: consumers of one name share the work, different names each get every message. */
  readonly consumer: string;
  readonly subjects: readonly BusSubject[];
  /** Deliveries after which a message goes to the dead letter. */
  readonly deliveriesMax: number;
  /** How long a handler may be silent before somebody else gets the message; handlers may call `extend`. */
  readonly leaseMs: number;
  /** Messages handled side by side. */
  readonly concurrency: number;
  readonly handle: (
    delivered: DeliveredMessage,
    lease: { extend(): Promise<void> },
  ) => Promise<HandlerVerdict>;
};

export type Subscription = { stop(): Promise<void> };

/**
 * At-least-once fan-out of small messages. Durable consumers get everything published since they first subscribed, and
 * everything still kept from before. Both adapters pass the same conformance suite.
 */
export type Bus = {
  /** Resolves when the bus keeps the messages. An id seen before is dropped. */
  publish(messages: readonly BusMessage[]): Promise<void>;
  consume(options: ConsumeOptions): Promise<Subscription>;
  close(): Promise<void>;
};
