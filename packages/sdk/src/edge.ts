import { findDebugIds } from './browser/find-debug-ids.ts';
import { globalErrors } from './browser/global-errors.ts';
import { createFetchSend } from './browser/send.ts';
import { breadcrumbs } from './integrations/breadcrumbs.ts';
import type { Platform } from './platform.ts';
import type { InitOptions } from './public-types.ts';
import { type AsyncStorage, followCalls } from './scope/scope-store.ts';
import { sharedState } from './shared-state.ts';
import { startClient } from './start-client.ts';
import { SDK_VERSION } from './version.ts';

type EdgeGlobals = {
  AsyncLocalStorage?: new () => AsyncStorage;
  process?: {
    getBuiltinModule?: (name: string) => { AsyncLocalStorage?: new () => AsyncStorage } | undefined;
  };
};

/** Starts error capture in a runtime that has only web standards. Await `flush` before a request ends. Never throws. */
export function init(options: InitOptions): void {
  startClient(options, createEdgePlatform);
}

function createEdgePlatform(): Platform {
  const { AsyncLocalStorage, process } = globalThis as EdgeGlobals;
  // Vercel's runtime has it as a global, Cloudflare's with the flag `nodejs_compat`.
  const Storage = AsyncLocalStorage ?? process?.getBuiltinModule?.('node:async_hooks')?.AsyncLocalStorage;
  if (Storage) followCalls(sharedState(), () => new Storage());
  return {
    identity: { sdk: ['bugsage.javascript.edge', SDK_VERSION], p: 'javascript' },
    integrations: [...(typeof addEventListener === 'function' ? [globalErrors()] : []), breadcrumbs()],
    send: createFetchSend(),
    inspect: findDebugIds,
  };
}

export { breadcrumbs, type BreadcrumbKinds } from './integrations/breadcrumbs.ts';
export { sessions } from './sessions/edge-sessions.ts';
export { withSession } from './sessions/with-session.ts';
export * from './public-api.ts';
