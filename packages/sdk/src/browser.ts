import { createBrowserPlatform } from './browser/browser-platform.ts';
import type { InitOptions } from './public-types.ts';
import { startClient } from './start-client.ts';

/** Starts error capture in this page or worker. Never throws. */
export function init(options: InitOptions): void {
  startClient(options, createBrowserPlatform);
}

export { breadcrumbs, type BreadcrumbKinds } from './browser/breadcrumbs.ts';
export { compression } from './browser/compression.ts';
export { offline } from './browser/offline.ts';
export { sessions } from './browser/sessions.ts';
export * from './public-api.ts';
