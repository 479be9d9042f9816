import { createClient } from './client.ts';
import { diagnose } from './diagnose.ts';
import { parseDsn } from './dsn.ts';
import type { Platform } from './platform.ts';
import type { InitOptions } from './public-types.ts';
import { updateScope } from './scope/scope-data.ts';
import { sharedState, stop } from './shared-state.ts';

/** Starts the SDK on one platform. A second start replaces the first one, whose queue is still delivered. */
export function startClient(options: InitOptions, createPlatform: (options: InitOptions) => Platform): void {
  try {
    const state = sharedState();
    stop(state);
    const target = parseDsn(options.dsn, options.tunnel);
    if (target) {
      const platform = createPlatform(options);
      const { tags, user } = options;
      updateScope(state.scope, { tags, user });
      state.client = createClient(target, options, platform);
    } else if (options.dsn) diagnose('bad DSN');
  } catch (error) {
    diagnose(error);
  }
}
