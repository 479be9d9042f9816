import { captureException, flush } from '@bugsage/sdk';

type RequestInfo = { path: string; method: string };
type ErrorContext = { routePath?: string; routeType?: string; routerKind?: string };

/**
 * Reports errors of server components, route handlers, server actions and middleware. In `instrumentation.ts`:
 * `export { onRequestError } from '@bugsage/sdk/next'`.
 */
export async function onRequestError(
  error: unknown,
  request: RequestInfo,
  context: ErrorContext,
): Promise<void> {
  const { routeType, routerKind } = context;
  captureException(error, {
    transaction: `${request.method} ${routeOf(request, context)}`,
    tags: { 'next.route_type': routeType ?? null, 'next.router': routerKind ?? null },
    mechanism: { type: 'next', handled: false },
  });
  // A serverless or edge runtime stops with the answer.
  await flush();
}

/** For the edge runtime Next.js names the file (`/api/pay/route`) instead of the route (`/api/pay`). */
function routeOf({ path }: RequestInfo, { routePath }: ErrorContext): string {
  const asked = path.split('?')[0] as string;
  if (routePath === undefined) return asked;
  return asked.endsWith('/route') ? routePath : routePath.replace(/\/route$/, '');
}
