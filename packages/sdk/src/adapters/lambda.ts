import { captureException, flush, withIsolationScope } from '@bugsage/sdk';

type LambdaContext = { functionName?: string; awsRequestId?: string };

/**
 * The handler, with a scope for each call; what it throws is reported. Waits for delivery before it answers, because
 * the platform freezes the process after that.
 */
export function wrapHandler<E, C extends LambdaContext, R>(
  handler: (event: E, context: C) => R | Promise<R>,
  { flushTimeoutMs = 2000 }: { flushTimeoutMs?: number } = {},
): (event: E, context: C) => Promise<R> {
  return (event, context) =>
    withIsolationScope(async (scope) => {
      const { functionName, awsRequestId } = context ?? {};
      if (functionName) scope.setTransactionName(functionName);
      if (awsRequestId) scope.setTag('aws_request_id', awsRequestId);
      try {
        return await handler(event, context);
      } catch (error) {
        captureException(error, { mechanism: { type: 'lambda', handled: false } });
        throw error;
      } finally {
        await flush(flushTimeoutMs);
      }
    });
}
