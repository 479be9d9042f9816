import { captureException } from '@bugsage/sdk';

import { isServerFault } from './is-server-fault.ts';

type ExpressRequest = {
  method: string;
  baseUrl: string;
  route?: { path?: string | RegExp | readonly unknown[] };
};
type Next = (error?: unknown) => void;

export type ReportingOptions = {
  /** Default: errors without a status, or with one of 500 and above. */
  shouldReport?: (error: unknown) => boolean;
};

/** An error handler that reports and passes on. Add it after the routes and before your own error handler. */
export function errorHandler({ shouldReport = isServerFault }: ReportingOptions = {}): (
  error: unknown,
  request: ExpressRequest,
  response: unknown,
  next: Next,
) => void {
  // Express knows an error handler by its four parameters.
  return (error, request, _response, next) => {
    if (shouldReport(error))
      captureException(error, {
        transaction: `${request.method} ${request.baseUrl}${request.route?.path?.toString() ?? ''}`,
        mechanism: { type: 'express', handled: false },
      });
    next(error);
  };
}
