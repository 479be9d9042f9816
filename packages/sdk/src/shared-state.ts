import { attempt } from './attempt.ts';
import type { Client } from './client.ts';
import { createScopeData } from './scope/scope-data.ts';
import type { ScopeHolder } from './scope/scope-store.ts';

type SharedState = ScopeHolder & { client?: Client | undefined };

/**
 * One state per process or page, not per copy of this module: an application may load the package as ESM and a library
 * in it as CommonJS, and both must reach the same client.
 */
export function sharedState(): SharedState {
  return ((globalThis as { bugsageSdk1?: SharedState }).bugsageSdk1 ??= { scope: createScopeData() });
}

/** Undoes what the integrations of the running client did, and answers it: what it has queued can still be delivered. */
export function stop(state: SharedState): Client | undefined {
  const { client } = state;
  delete state.client;
  for (const restore of client?.undo.splice(0) ?? []) attempt(restore, client);
  return client;
}
