export { bugsagePlugin } from './plugin/plugin.ts';
export type { BugSagePluginOptions } from './plugin/options.ts';
export { injectDebugId, type Injected } from './debug-ids/inject-debug-id.ts';
