/*
 * What TypeScript sees. It does not know for which platform a bundler will choose a build: with its setting for bundlers it asks
 * for neither `browser` nor `node`. So all builds have these declarations together, and a part says where it exists.
 */
export { breadcrumbs, type BreadcrumbKinds } from './browser/breadcrumbs.ts';
export { compression } from './browser/compression.ts';
export { offline } from './browser/offline.ts';
export {
  init,
  localVariables,
  type LocalVariablesOptions,
  requestScopes,
  type RequestScopeOptions,
  sessions,
  withSession,
} from './node.ts';
export * from './public-api.ts';
