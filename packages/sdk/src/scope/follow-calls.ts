import type { ScopeData } from './scope-data.ts';
import type { ScopeStore } from './scope-store.ts';

/** The part of `AsyncLocalStorage` that is needed. */
export type AsyncStorage = {
  getStore: () => ScopeData | undefined;
  run: <T>(scope: ScopeData, work: () => T) => T;
};

/** Scopes that follow asynchronous calls; what was current stays so outside of all others. */
export function followCalls(
  state: { scopes: ScopeStore & { followsCalls?: boolean } },
  createStorage: () => AsyncStorage,
): void {
  if (state.scopes.followsCalls) return;
  const root = state.scopes.current();
  const storage = createStorage();
  state.scopes = {
    followsCalls: true,
    current: () => storage.getStore() ?? root,
    run: (scope, work) => storage.run(scope, work),
  };
}
