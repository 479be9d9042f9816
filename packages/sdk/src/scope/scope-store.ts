import type { ScopeData } from './scope-data.ts';

/** The part of `AsyncLocalStorage` that is needed. */
export type AsyncStorage = {
  getStore: () => ScopeData | undefined;
  run: <T>(scope: ScopeData, work: () => T) => T;
};

export type ScopeHolder = {
  /** The current one. */
  scope: ScopeData;
  storage?: AsyncStorage;
};

/** From here on the current scope follows asynchronous calls; what was current stays so outside of all others. */
export function followCalls(holder: ScopeHolder, createStorage: () => AsyncStorage): void {
  if (holder.storage) return;
  const { scope: root } = holder;
  const storage = createStorage();
  holder.storage = storage;
  Object.defineProperties(holder, { scope: { get: () => storage.getStore() ?? root } });
}

/**
 * Makes a scope the current one while `work` runs. Where calls are not followed it is so until `work` returns, not while a
 * promise of it is pending, because anything else on the page would run in it too.
 */
export function runInScope<T>(holder: ScopeHolder, scope: ScopeData, work: () => T): T {
  if (holder.storage) return holder.storage.run(scope, work);
  const { scope: outer } = holder;
  holder.scope = scope;
  try {
    return work();
  } finally {
    holder.scope = outer;
  }
}
