import { Client } from './client.ts';
import { diagnose } from './diagnose.ts';
import { parseDsn } from './dsn.ts';
import type { Platform } from './platform.ts';
import type { InitOptions } from './public-types.ts';
import { sharedState } from './shared-state.ts';

/** Starts the SDK on one platform. A second start replaces the first one, whose queue is still delivered. */
export function startClient(options: InitOptions, createPlatform: (options: InitOptions) => Platform): void {
  try {
    const state = sharedState();
    void state.client?.close();
    state.client = undefined;
    const endpoint = parseDsn(options.dsn);
    if (!endpoint) {
      if (options.dsn || options.debug) diagnose('The DSN is not usable; nothing will be reported.');
      return;
    }
    const platform = createPlatform(options);
    if (platform.createScopes && !state.followsAsyncCalls) {
      state.scopes = platform.createScopes(state.scopes.current());
      state.followsAsyncCalls = true;
    }
    const scope = state.scopes.current();
    if (options.user) scope.setUser(options.user);
    if (options.tags) scope.setTags(options.tags);
    const target = { ...endpoint, url: options.tunnel ?? endpoint.url };
    state.client = new Client({ target, options, platform, scopes: state.scopes });
    state.client.start();
  } catch (error) {
    if (options?.debug) diagnose('init', error);
  }
}
