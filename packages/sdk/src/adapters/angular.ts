import { captureException } from '@bugsage/sdk';

/** `providers: [{ provide: ErrorHandler, useClass: BugsageErrorHandler }]`. */
export class BugsageErrorHandler {
  handleError(error: unknown): void {
    captureException(unwrap(error), { mechanism: { type: 'angular', handled: false } });
    // oxlint-disable-next-line no-console -- what Angular's own handler does
    console.error(error);
  }
}

/** Angular and zone.js wrap what was thrown. */
function unwrap(error: unknown): unknown {
  const { ngOriginalError, rejection } = (error ?? {}) as { ngOriginalError?: unknown; rejection?: unknown };
  return ngOriginalError ?? rejection ?? error;
}
