import type { Occurrence } from './client.ts';
import type {
  CapturedEvent,
  CapturedException,
  CapturedFrame,
  Integration,
  IntegrationHost,
} from './public-types.ts';
import type { BatchIdentity, Put } from './transport/encode-batch.ts';
import type { Transport } from './transport/transport.ts';

/** What the server answered. Status 0: no answer. */
export type SendAnswer = { status: number; retryAfter?: string | null; rateLimits?: string | null };

/** Text; an integration may compress it. */
export type BatchBody = string | Blob;

/** Never rejects. */
export type Send = (url: string, body: BatchBody) => Promise<SendAnswer>;

/** The part that differs between browsers, Node and edge runtimes. One object per `init`. */
export type Platform = {
  /** Facts for the header of a batch. */
  identity: Omit<BatchIdentity, 'k'>;
  integrations: Integration[];
  send: Send;
  /** Reads the stacks, where the runtime can add something to their frames. */
  readStacks?: (exceptions: CapturedException[]) => void;
  /** Writes what `readStacks` has read. */
  writeFrames?: (frames: CapturedFrame[], put: Put, putExtra: Put) => unknown[];
  /** Adds what must be read from disk, just before sending. */
  prepare?: (events: readonly CapturedEvent[]) => Promise<void>;
};

/** What our own integrations may use besides: they carry events in ways of their own. */
export type Engine = IntegrationHost &
  Transport & {
    /** Answers the event id; undefined when nothing will be sent. */
    capture: (occurrence: Occurrence) => string | undefined;
    /** Posts a batch. An integration may put itself before it. */
    send: Send;
    /** Hands a batch over when the page is left; false when that did not work. An integration may put itself before it. */
    leave: (body: string) => boolean;
    /** Sees an error and its event before both are separated, while the stack is still that of the throw. */
    inspect?: (thrown: unknown, event: CapturedEvent) => void;
  };

export type DrainedBatch = {
  body: string;
  /** To be called when it was handed over. */
  settle: () => void;
};
