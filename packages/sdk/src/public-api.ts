export {
  addBreadcrumb,
  captureException,
  captureMessage,
  close,
  flush,
  setContext,
  setTag,
  setTags,
  setUser,
  withScope,
} from './api.ts';
export { consoleBreadcrumbs } from './integrations/console-breadcrumbs.ts';
export { fetchBreadcrumbs } from './integrations/fetch-breadcrumbs.ts';
export type * from './public-types.ts';
export type { Scope } from './scope/scope.ts';
