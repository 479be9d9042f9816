import { createBrowserPlatform } from './browser/browser-platform.ts';
import type { InitOptions } from './public-types.ts';
import { startClient } from './start-client.ts';

/** Starts error capture in this page or worker. Never throws. */
export function init(options: InitOptions): void {
  startClient(options, createBrowserPlatform);
}

export { clickBreadcrumbs } from './browser/click-breadcrumbs.ts';
export { globalErrors } from './browser/global-errors.ts';
export { navigationBreadcrumbs } from './browser/navigation-breadcrumbs.ts';
export * from './public-api.ts';
