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
    const { dsn, tunnel, tags, user } = options;
    const target = parseDsn(dsn, tunnel);
    if (target) {
      updateScope(state.scope, { tags, user });
      state.client = createClient(target, options, createPlatform(options));
    } else if (dsn) diagnose('DSN is not https://key@host/1');
  } catch (error) {
    diagnose(error);
  }
}
