import { listen } from '../listen.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';

/** Reports errors and rejections that nobody caught, in pages and workers. */
export function globalErrors(): Integration {
  return {
    name: 'globalErrors',
    setup({ capture, countLost }: Engine) {
      const report = (type: string, thrown: unknown, fallbackStack?: string): void => {
        capture({ thrown, fallbackStack, hint: { mechanism: { type, handled: false } } });
      };
      return [
        listen('error', ({ error, message, filename, lineno, colno }: ErrorEvent) => {
          // Scripts of another origin without CORS: the browser hides everything, so there is nothing to act on.
          if (!error && !filename) countLost('cross_origin');
          else report('onerror', error ?? message, `@${filename}:${lineno}:${colno}`);
        }),
        listen('unhandledrejection', ({ reason }: PromiseRejectionEvent) =>
          report('onunhandledrejection', reason),
        ),
      ];
    },
  };
}
