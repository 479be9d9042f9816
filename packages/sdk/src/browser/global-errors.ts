import { captureOccurrence } from '../capture/capture-occurrence.ts';
import { listen } from '../listen.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';

/** Reports errors and rejections that nobody caught, in pages and workers. */
export function globalErrors(): Integration {
  return {
    name: 'globalErrors',
    setup(client: Engine) {
      const report = (event: Partial<ErrorEvent & PromiseRejectionEvent>): void => {
        const { error, filename, reason = error ?? event.message } = event;
        // Scripts of another origin without CORS: the browser hides everything, so there is nothing to act on.
        if (!error && filename === '') client.countLost('cross_origin');
        else
          captureOccurrence(client, {
            thrown: reason,
            caller: { stack: filename && `@${filename}:${event.lineno}:${event.colno}` },
            hint: { mechanism: { type: `on${event.type}`, handled: false } },
          });
      };
      return [listen('error', report), listen('unhandledrejection', report)];
    },
  };
}
