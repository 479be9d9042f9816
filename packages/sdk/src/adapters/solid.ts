import { captureException } from '@bugsage/sdk';

/** The fallback of an `ErrorBoundary`, but the error is reported first: `fallback={reporting((error, reset) => …)}`. */
export function reporting<R>(
  fallback: (error: unknown, reset: () => void) => R,
): (error: unknown, reset: () => void) => R {
  return (error, reset) => {
    captureException(error, { mechanism: { type: 'solid', handled: true } });
    return fallback(error, reset);
  };
}
