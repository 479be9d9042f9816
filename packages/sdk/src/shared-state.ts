import type { Client } from './client.ts';
import { type ScopeStore, createSynchronousScopes } from './scope/scope-store.ts';

type SharedState = {
  client: Client | undefined;
  scopes: ScopeStore;
  followsAsyncCalls: boolean;
};

const STATE = Symbol.for('@bugsage/sdk.1');

/**
 * One state per process or page, not per copy of this module: an application may load the package as ESM and a library
 * in it as CommonJS, and both must reach the same client.
 */
export function sharedState(): SharedState {
  const holder = globalThis as { [STATE]?: SharedState };
  holder[STATE] ??= { client: undefined, scopes: createSynchronousScopes(), followsAsyncCalls: false };
  return holder[STATE];
}
