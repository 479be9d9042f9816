import { captureException, flush, withIsolationScope, withSession } from '@bugsage/sdk';

type LambdaContext = { functionName?: string; awsRequestId?: string };
type Answered = (error: unknown, answer?: unknown) => void;

/**
 * The handler, with a scope for each call, which is a session where `sessions()` is on; what it throws is reported. Waits for delivery before it answers, because
 * the platform freezes the process after that. Takes handlers that answer by promise, by callback (up to Node 22) and by
 * stream: `awslambda.streamifyResponse(wrapHandler(…))`.
 */
export function wrapHandler<A extends unknown[], R>(
  handler: (...call: A) => R,
  { flushTimeoutMs = 2000 }: { flushTimeoutMs?: number } = {},
): (...call: A) => Promise<Awaited<R>> {
  return (...call) =>
    withIsolationScope(async (scope): Promise<Awaited<R>> => {
      const { functionName, awsRequestId } = contextOf(call);
      if (functionName) scope.setTransactionName(functionName);
      if (awsRequestId) scope.setTag('aws_request_id', awsRequestId);
      try {
        return await withSession(() => reportingOf(handler, call));
      } finally {
        await flush(flushTimeoutMs);
      }
    });
}

async function reportingOf<A extends unknown[], R>(handler: (...call: A) => R, call: A): Promise<Awaited<R>> {
  try {
    return await answerOf(handler, call);
  } catch (error) {
    captureException(error, { mechanism: { type: 'lambda', handled: false } });
    throw error;
  }
}

/** Behind the event, or behind the stream of a streaming handler. */
function contextOf(call: readonly unknown[]): LambdaContext {
  return (call
    .slice(1)
    .find((value) => typeof value === 'object' && value !== null && 'awsRequestId' in value) ??
    {}) as LambdaContext;
}

/** Runtimes that know callbacks hand one over to every handler, and use it when no promise comes back. */
function answerOf<A extends unknown[], R>(handler: (...call: A) => R, call: A): R | Promise<Awaited<R>> {
  const position = call.findIndex((value) => typeof value === 'function');
  if (position < 0) return handler(...call);
  return new Promise((resolve, reject) => {
    const answered: Answered = (error, answer) =>
      error === null || error === undefined ? resolve(answer as Awaited<R>) : reject(error);
    const answer = handler(...(call.with(position, answered) as A));
    if (answer instanceof Promise) resolve(answer as Awaited<R>);
    else if (handler.length <= position) resolve(answer as Awaited<R>);
  });
}
