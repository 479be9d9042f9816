import { captureException } from '@bugsage/sdk';

import { isServerFault } from './is-server-fault.ts';

// A mixin's parameters are those of a class that is not known here, which TypeScript spells `any[]`.
// oxlint-disable-next-line typescript/no-explicit-any -- required by TS2545
type FilterClass = new (...parameters: any[]) => { catch(exception: unknown, host: never): unknown };

/**
 * Your exception filter, or Nest's `BaseExceptionFilter`, but what reaches it is reported first:
 * `app.useGlobalFilters(new (withReporting(BaseExceptionFilter))(app.getHttpAdapter()))`.
 */
export function withReporting<T extends FilterClass>(
  Filter: T,
  { shouldReport = isServerFault }: { shouldReport?: (error: unknown) => boolean } = {},
): T {
  return class ReportingFilter extends Filter {
    override catch(exception: unknown, host: never): unknown {
      if (shouldReport(statusOf(exception)))
        captureException(exception, { mechanism: { type: 'nest', handled: false } });
      // oxlint-disable-next-line promise/valid-params -- a filter, not a promise
      return super.catch(exception, host);
    }
  };
}

/** An `HttpException` keeps its status behind a method. */
function statusOf(exception: unknown): unknown {
  const { getStatus } = (exception ?? {}) as { getStatus?: unknown };
  return typeof getStatus === 'function' ? { status: getStatus.call(exception) as unknown } : exception;
}
