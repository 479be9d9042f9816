import { AsyncLocalStorage } from 'node:async_hooks';

import type { Scope } from '../scope/scope.ts';
import type { ScopeStore } from '../scope/scope-store.ts';

/** Scopes that follow asynchronous calls; `root` is current outside of all others. */
export function createAsyncScopes(root: Scope): ScopeStore {
  const storage = new AsyncLocalStorage<Scope>();
  return {
    current: () => storage.getStore() ?? root,
    run: (scope, work) => storage.run(scope, work),
  };
}
