/** Errors that say "the client is wrong" (status below 500) are answers, not mistakes of the application. */
export function isServerFault(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return true;
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
  const code = Number(status ?? statusCode ?? 500);
  return !(code >= 300 && code < 500);
}
