import { createClient, stop } from './client.ts';
import { diagnose } from './diagnose.ts';
import { parseDsn } from './dsn.ts';
import type { Platform } from './platform.ts';
import type { InitOptions } from './public-types.ts';
import { updateScope } from './scope/scope-data.ts';
import { sharedState } from './shared-state.ts';

/** Starts the SDK on one platform. A second start replaces the first one, whose queue is still delivered. */
export function startClient(options: InitOptions, createPlatform: (options: InitOptions) => Platform): void {
  try {
    const state = sharedState();
    if (state.client) stop(state.client);
    delete state.client;
    const target = parseDsn(options.dsn);
    if (target) {
      const platform = createPlatform(options);
      const { tags, user, tunnel } = options;
      if (tunnel) target.url = tunnel;
      updateScope(state.scope, { tags, user });
      state.client = createClient(target, options, platform);
    } else if (options.dsn) diagnose('bad DSN');
  } catch (error) {
    diagnose(error);
  }
}
