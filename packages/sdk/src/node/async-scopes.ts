import { AsyncLocalStorage } from 'node:async_hooks';

import type { ScopeData } from '../scope/scope-data.ts';
import type { ScopeStore } from '../scope/scope-store.ts';

/** Scopes that follow asynchronous calls; `root` is current outside of all others. */
export function createAsyncScopes(root: ScopeData): ScopeStore & { followsCalls: true } {
  const storage = new AsyncLocalStorage<ScopeData>();
  return {
    followsCalls: true,
    current: () => storage.getStore() ?? root,
    run: (scope, work) => storage.run(scope, work),
  };
}
