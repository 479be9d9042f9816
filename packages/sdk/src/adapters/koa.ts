import { captureException } from '@bugsage/sdk';

import { isServerFault } from './is-server-fault.ts';

type KoaContext = { method: string; path: string; routerPath?: string };

export type ReportingOptions = {
  /** Default: errors without a status, or with one of 500 and above. */
  shouldReport?: (error: unknown) => boolean;
};

/** A middleware that reports what later ones throw, and throws it on. Add it first: `app.use(bugsage())`. */
export function bugsage({ shouldReport = isServerFault }: ReportingOptions = {}): (
  context: KoaContext,
  next: () => Promise<unknown>,
) => Promise<void> {
  return async (context, next) => {
    try {
      await next();
    } catch (error) {
      if (shouldReport(error))
        captureException(error, {
          transaction: `${context.method} ${context.routerPath ?? context.path}`,
          mechanism: { type: 'koa', handled: false },
        });
      throw error;
    }
  };
}
