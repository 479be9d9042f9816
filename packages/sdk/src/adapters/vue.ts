import { captureException } from '@bugsage/sdk';

type ErrorHandler = (error: unknown, instance: unknown, info: string) => void;
type VueApp = { config: { errorHandler?: ErrorHandler | undefined } };

/** `app.use(bugsage)` reports what components, watchers and hooks throw. An error handler set before is still called. */
export const bugsage = {
  install(app: VueApp): void {
    const { errorHandler } = app.config;
    app.config.errorHandler = (error, instance, info) => {
      captureException(error, {
        contexts: { vue: { component: nameOf(instance), info } },
        mechanism: { type: 'vue', handled: false },
      });
      if (errorHandler) errorHandler(error, instance, info);
      // oxlint-disable-next-line no-console -- what Vue does when nobody handles it
      else console.error(error);
    };
  },
};

function nameOf(instance: unknown): string | null {
  const { $options: options } = (instance ?? {}) as { $options?: Record<string, unknown> };
  // Single-file components have the second.
  const name = options?.['name'] ?? options?.['__name'];
  return typeof name === 'string' ? name : null;
}
