export {
  addBreadcrumb,
  captureEvent,
  captureException,
  captureMessage,
  close,
  flush,
  getCurrentScope,
  setContext,
  setExtra,
  setExtras,
  setTag,
  setTags,
  setUser,
  withIsolationScope,
  withScope,
  wrap,
} from './api.ts';
export type * from './public-types.ts';
export type { Scope } from './scope/scope.ts';
