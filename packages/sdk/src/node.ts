import { detectOptions } from './node/detect-options.ts';
import { createNodePlatform } from './node/node-platform.ts';
import type { InitOptions } from './public-types.ts';
import { startClient } from './start-client.ts';

/**
 * Starts error capture in this process. Call it before anything else, so that nothing goes unseen. What is left out
 * comes from the environment: `BUGSAGE_DSN`, `BUGSAGE_RELEASE` or the commit that the host tells, `BUGSAGE_ENVIRONMENT`
 * or `NODE_ENV`. Never throws.
 */
export function init(options: Partial<InitOptions> = {}): void {
  // Plain JavaScript may hand over null.
  startClient(detectOptions(options ?? {}, process.env), createNodePlatform);
}

export { breadcrumbs, type BreadcrumbKinds } from './integrations/breadcrumbs.ts';
export { localVariables, type LocalVariablesOptions } from './node/local-variables.ts';
export { requestScopes, type RequestScopeOptions } from './node/request-scopes.ts';
export { sessions } from './node/sessions.ts';
export { withSession } from './sessions/with-session.ts';
export * from './public-api.ts';
