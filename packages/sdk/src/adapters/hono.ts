import { captureException, withIsolationScope } from '@bugsage/sdk';

import { isServerFault } from './is-server-fault.ts';

type HonoContext = { req: { method: string; path: string; routePath?: string }; error?: unknown };

export type ReportingOptions = {
  /** Default: errors without a status, or with one of 500 and above. */
  shouldReport?: (error: unknown) => boolean;
};

/** A middleware that gives each request a scope and reports what its handlers throw: `app.use(bugsage())`. */
export function bugsage({ shouldReport = isServerFault }: ReportingOptions = {}): (
  context: HonoContext,
  next: () => Promise<void>,
) => Promise<void> {
  return (context, next) =>
    withIsolationScope(async (scope) => {
      scope.setTransactionName(`${context.req.method} ${context.req.path}`);
      // Hono turns what was thrown into an answer and keeps it here.
      await next();
      if (context.error !== undefined && shouldReport(context.error))
        captureException(context.error, { mechanism: { type: 'hono', handled: false } });
    });
}
