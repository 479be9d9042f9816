import type { Client } from './client.ts';
import type { CapturedEvent, CapturedException, Integration } from './public-types.ts';
import type { BatchIdentity, Put } from './transport/encode-batch.ts';
import type { QueueItem } from './transport/queue-item.ts';

/** What the server answered, as `fetch` has it. Status 0: no answer. */
export type SendAnswer = { ok: boolean; status: number; headers: { get: (name: string) => string | null } };

/** Text; an integration may compress it. */
export type BatchBody = string | Blob;

/** Never rejects. */
export type Send = (url: string, body: BatchBody) => Promise<SendAnswer>;

/** The part that differs between browsers, Node and edge runtimes. One object per `init`. */
export type Platform = {
  /** Facts for the header of a batch. */
  identity: Omit<BatchIdentity, 'k'>;
  integrations: Integration[];
  /** Posts a batch. An integration may put itself before it. */
  send: Send;
  /** Sees an error and its event before both are separated, while the stack is still that of the throw, and may read it. */
  inspect?: ((thrown: unknown, event: CapturedEvent) => void) | undefined;
  /** Writes what `inspect` has read. */
  writeFrames?: (exception: CapturedException, put: Put, putExtra: Put) => unknown[];
  /** Adds what must be read from disk, just before sending. */
  prepare?: (items: readonly QueueItem[]) => Promise<void>;
};

/** What our own integrations are handed: they carry events in ways of their own. */
export type Engine = Client;
