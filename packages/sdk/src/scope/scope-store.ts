import { Scope } from './scope.ts';

/** Which scope is current. */
export type ScopeStore = {
  current: () => Scope;
  run: <T>(scope: Scope, work: () => T) => T;
};

/**
 * For runtimes that cannot follow asynchronous calls: the scope is current until `work` returns, not while a promise
 * of it is pending, because anything else on the page would run in it too.
 */
export function createSynchronousScopes(): ScopeStore {
  const scopes = [new Scope()];
  return {
    current: () => scopes[scopes.length - 1] as Scope,
    run: (scope, work) => {
      scopes.push(scope);
      try {
        return work();
      } finally {
        scopes.splice(scopes.lastIndexOf(scope), 1);
      }
    },
  };
}
