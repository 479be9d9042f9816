import { flush } from '../api.ts';
import { listen } from '../listen.ts';
import type { Integration } from '../public-types.ts';

/** In pages: delivers as soon as the network is back, instead of with the next try, which may be a minute away. */
export function offline(): Integration {
  return {
    name: 'offline',
    setup: () => listen('online', () => void flush()),
  };
}
