import type { BatchPlatform } from '@bugsage/core/batch';

import type { CapturedEvent, CapturedFrame, InitOptions, Integration } from './public-types.ts';
import type { Scope } from './scope/scope.ts';
import type { ScopeStore } from './scope/scope-store.ts';

/** What the server answered. Status 0: no answer. */
export type SendAnswer = { status: number; retryAfter?: string | null; rateLimits?: string | null };

/** The part that differs between browsers, Node and edge runtimes. One object per `init`. */
export type Platform = {
  /** Facts for the batch header. */
  identity: {
    sdkName: string;
    platform: BatchPlatform;
    userAgent?: string;
    contexts?: Record<string, unknown>;
  };
  integrations: Integration[];
  /** Never rejects. */
  send: (url: string, body: string) => Promise<SendAnswer>;
  /** Runs later without keeping a process alive; answers how to cancel. */
  schedule: (run: () => void, delayMs: number) => () => void;
  /** Completes a parsed frame: path and in-app. */
  completeFrame: (frame: CapturedFrame) => CapturedFrame;
  /** Address of the page. */
  pageUrl?: () => string | undefined;
  /** Adds what must be read from disk, just before sending. */
  prepare?: (events: readonly CapturedEvent[]) => Promise<void>;
  /** Replaces the scopes of a runtime that can follow asynchronous calls. */
  createScopes?: (root: Scope) => ScopeStore;
  /** Sees the running client: for sending when a page or process ends. Answers how to undo. */
  onStart?: (hooks: ShutdownHooks, options: InitOptions) => () => void;
};

export type ShutdownHooks = {
  url: string;
  flush: (timeoutMs: number) => Promise<boolean>;
  /** Bodies of all that is queued, ready to send at once; `settle` says which were handed over. */
  drain: (wanted: { withInFlight: boolean }) => { events: CapturedEvent[]; encode: () => Drained[] };
};

export type Drained = { body: string; settle: () => void };
