import { captureOccurrence } from '../capture/capture-occurrence.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';

/**
 * Reports what nobody caught, without changing what Node does about it. `uncaughtExceptionMonitor` sees every uncaught
 * exception, and every unhandled rejection that Node turns into one, its default. A listener for `unhandledRejection`
 * would switch that default off, so ours is there only while the application has one of its own, or a mode is set in
 * which Node does not end the process.
 */
export function processErrors(): Integration {
  return {
    name: 'processErrors',
    setup(client: Engine) {
      const onException = (error: unknown, origin: string): void => {
        const type = origin === 'unhandledRejection' ? 'onunhandledrejection' : 'onuncaughtexception';
        captureOccurrence(client, {
          thrown: error,
          caller: {},
          hint: { level: 'fatal', mechanism: { type, handled: false } },
        });
      };
      const onRejection = (reason: unknown): void => {
        captureOccurrence(client, {
          thrown: reason,
          caller: {},
          hint: { mechanism: { type: 'onunhandledrejection', handled: false } },
        });
      };
      const unwatch = listenAlongside('unhandledRejection', onRejection);
      process.on('uncaughtExceptionMonitor', onException);
      return () => {
        process.off('uncaughtExceptionMonitor', onException);
        unwatch();
      };
    },
  };
}

function listenAlongside(event: 'unhandledRejection', listener: (reason: unknown) => void): () => void {
  const isHarmless = /--unhandled-rejections=(?:warn|none)\b/.test(
    [...process.execArgv, process.env['NODE_OPTIONS']].join(' '),
  );
  const others = (): number => process.listeners(event).filter((known) => known !== listener).length;
  const isListening = (): boolean => process.listeners(event).includes(listener);
  const onAdded = (name: string | symbol): void => {
    if (name === event && !isListening()) addLater();
  };
  // `newListener` comes before the listener is added: ours is added after it, so that the order stays the host's.
  const addLater = (): void =>
    queueMicrotask(() => (others() > 0 && !isListening() ? process.on(event, listener) : undefined));
  const onRemoved = (name: string | symbol): void => {
    if (name === event && others() === 0 && !isHarmless) process.off(event, listener);
  };
  if (isHarmless || others() > 0) process.on(event, listener);
  process.on('newListener', onAdded);
  process.on('removeListener', onRemoved);
  return () => {
    process.off('newListener', onAdded);
    process.off('removeListener', onRemoved);
    process.off(event, listener);
  };
}
