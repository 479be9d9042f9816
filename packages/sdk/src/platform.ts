import type { BatchPlatform } from '@bugsage/core/batch';

import type { CapturedEvent, CapturedFrame, InitOptions, Integration } from './public-types.ts';
import type { ScopeStore } from './scope/scope-store.ts';
import type { Scope } from './scope/scope.ts';

/** What the server answered. Status 0: no answer. */
export type SendAnswer = { status: number; retryAfter?: string | null; rateLimits?: string | null };

/** The part that differs between browsers, Node and edge runtimes. One object per `init`. */
export type Platform = {
  /** Facts for the batch header. */
  sdkName: string;
  name: BatchPlatform;
  userAgent?: string;
  contexts?: Record<string, unknown>;
  integrations: Integration[];
  /** Never rejects. */
  send: (url: string, body: string) => Promise<SendAnswer>;
  /** Runs later without keeping a process alive; answers how to cancel. */
  schedule: (run: () => void, delayMs: number) => () => void;
  /** Completes a parsed frame: path and in-app. */
  completeFrame: (frame: CapturedFrame) => CapturedFrame;
  /** Address of the page. */
  pageUrl?: () => string;
  /** Adds what must be read from disk, just before sending. */
  prepare?: (events: readonly CapturedEvent[]) => Promise<void>;
  /** For a runtime that can follow asynchronous calls. */
  createScopes?: (root: Scope) => ScopeStore;
  /** Arranges that the last events leave when the page or process ends. Answers how to undo. */
  sendAtEnd?: (hooks: EndHooks, options: InitOptions) => () => void;
};

export type EndHooks = {
  endpoint: string;
  flush: (timeoutMs: number) => Promise<boolean>;
  /** All that is queued, to be sent at once: the events, and after they were prepared their encoded batches. */
  drain: (wanted: { withInFlight: boolean }) => { events: CapturedEvent[]; encode: () => DrainedBatch[] };
};

export type DrainedBatch = {
  body: string;
  /** To be called when it was handed over. */
  settle: () => void;
};
