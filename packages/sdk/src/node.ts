import { createNodePlatform } from './node/node-platform.ts';
import type { InitOptions } from './public-types.ts';
import { startClient } from './start-client.ts';

/** Starts error capture in this process. Call it before anything else, so that nothing goes unseen. Never throws. */
export function init(options: InitOptions): void {
  startClient(options, createNodePlatform);
}

export { breadcrumbs, type BreadcrumbKinds } from './integrations/breadcrumbs.ts';
export * from './public-api.ts';
