import type { Client } from './client.ts';
import { type ScopeStore, createSynchronousScopes } from './scope/scope-store.ts';

type SharedState = { client?: Client | undefined; scopes: ScopeStore };

/**
 * One state per process or page, not per copy of this module: an application may load the package as ESM and a library
 * in it as CommonJS, and both must reach the same client.
 */
export function sharedState(): SharedState {
  const holder = globalThis as { bugsageSdk1?: SharedState };
  return (holder.bugsageSdk1 ??= { scopes: createSynchronousScopes() });
}
