import { schedule } from './browser/browser-platform.ts';
import { globalErrors } from './browser/global-errors.ts';
import { sendWithFetch } from './browser/send.ts';
import { consoleBreadcrumbs } from './integrations/console-breadcrumbs.ts';
import { fetchBreadcrumbs } from './integrations/fetch-breadcrumbs.ts';
import type { Platform } from './platform.ts';
import type { InitOptions } from './public-types.ts';
import { startClient } from './start-client.ts';

/** Starts error capture in a runtime that has only web standards. Await `flush` before a request ends. Never throws. */
export function init(options: InitOptions): void {
  startClient(options, createEdgePlatform);
}

function createEdgePlatform(): Platform {
  const hasEvents = typeof addEventListener === 'function';
  return {
    sdkName: 'bugsage.javascript.edge',
    name: 'javascript',
    integrations: [...(hasEvents ? [globalErrors()] : []), consoleBreadcrumbs(), fetchBreadcrumbs()],
    send: sendWithFetch,
    schedule,
    completeFrame: (frame) => frame,
  };
}

export { globalErrors } from './browser/global-errors.ts';
export * from './public-api.ts';
