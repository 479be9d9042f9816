import { bugsagePlugin } from './plugin/plugin.ts';

export type { BugSagePluginOptions } from './plugin/options.ts';
export const bugsage: typeof bugsagePlugin.rspack = bugsagePlugin.rspack;
