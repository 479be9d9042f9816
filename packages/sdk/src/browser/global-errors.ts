import { isErrorLike } from '../capture/exception-chain.ts';
import { read } from '../capture/bounded-copy.ts';
import type { Integration, IntegrationHost } from '../public-types.ts';

/** Reports errors and rejections that nobody caught, in pages and workers. */
export function globalErrors(): Integration {
  return {
    name: 'globalErrors',
    setup(host) {
      const onError = (event: ErrorEvent): void => reportError(event, host);
      const onRejection = (event: PromiseRejectionEvent): void =>
        report(event.reason, 'onunhandledrejection', host);
      addEventListener('error', onError);
      addEventListener('unhandledrejection', onRejection);
      return () => {
        removeEventListener('error', onError);
        removeEventListener('unhandledrejection', onRejection);
      };
    },
  };
}

function reportError({ error, message, filename, lineno, colno }: ErrorEvent, host: IntegrationHost): void {
  if (error !== undefined && error !== null) return report(error, 'onerror', host);
  // Scripts of another origin without CORS: the browser hides everything, so there is nothing to act on.
  if (!filename && !lineno) return host.countLost('cross_origin');
  const [, name = 'Error', text = message] = /^(?:Uncaught )?(?:(\w*Error): )?([^]*)$/.exec(message) ?? [];
  report({ name, message: text, stack: `@${filename}:${lineno}:${colno}` }, 'onerror', host);
}

function report(thrown: unknown, type: string, host: IntegrationHost): void {
  const stack = isErrorLike(thrown) ? String(read(thrown, 'stack')) : '';
  if (isOfExtension(stack)) return host.countLost('browser_extension');
  host.captureException(thrown, { mechanism: { type, handled: false } });
}

/** Code that the visitor installed: the page's owner can neither see nor fix it. */
function isOfExtension(stack: string): boolean {
  const location = /(?:^|[@(\s])([a-z-]+):\/\/[^\n]*:\d+/m.exec(stack.slice(0, 4096));
  return location?.[1]?.endsWith('-extension') ?? false;
}
