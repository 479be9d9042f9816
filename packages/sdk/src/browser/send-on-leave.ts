import { listen } from '../listen.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';

/**
 * Hands everything that is queued to the browser when the page is hidden: it may never run again. A beacon has no
 * answer, so handed over counts as delivered; what the browser refuses stays queued for a page that comes back. A
 * request in flight is a keepalive request and survives by itself.
 */
export function sendOnLeave(): Integration {
  return {
    name: 'sendOnLeave',
    setup(engine: Engine) {
      const leave = ({ type }: Event): void => {
        if (type === 'pagehide' || document.visibilityState === 'hidden')
          for (const { body, settle } of engine.drain()) if (engine.leave(body)) settle();
      };
      return [listen('pagehide', leave), listen('visibilitychange', leave)];
    },
  };
}
