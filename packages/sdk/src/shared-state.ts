import type { Client } from './client.ts';
import { createScopeData } from './scope/scope-data.ts';
import type { ScopeHolder } from './scope/scope-store.ts';

type SharedState = ScopeHolder & { client?: Client | undefined };

/**
 * One state per process or page, not per copy of this module: an application may load the package as ESM and a library
 * in it as CommonJS, and both must reach the same client.
 */
export function sharedState(): SharedState {
  const holder = globalThis as { bugsageSdk1?: SharedState };
  return (holder.bugsageSdk1 ??= { scope: createScopeData() });
}
