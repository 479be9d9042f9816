import { type ScopeData, createScopeData } from './scope-data.ts';

/** Which scope is current. */
export type ScopeStore = {
  current: () => ScopeData;
  run: <T>(scope: ScopeData, work: () => T) => T;
};

/**
 * For runtimes that cannot follow asynchronous calls: the scope is current until `work` returns, not while a promise
 * of it is pending, because anything else on the page would run in it too.
 */
export function createSynchronousScopes(): ScopeStore {
  let current = createScopeData();
  return {
    current: () => current,
    run(scope, work) {
      const outer = current;
      current = scope;
      try {
        return work();
      } finally {
        current = outer;
      }
    },
  };
}
