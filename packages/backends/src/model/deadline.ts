/** Why a signal of `withDeadline` was aborted. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
}

/**
 * Runs with a signal that is aborted after `timeoutMs` or with `parent`. Not `AbortSignal.any` with
 * `AbortSignal.timeout`: those are held weakly, and a collected one never fires.
 */
export async function withDeadline<Result>(
  options: { readonly timeoutMs: number; readonly parent?: AbortSignal | undefined },
  run: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { timeoutMs, parent } = options;
  const controller = new AbortController();
  const follow = (): void => controller.abort(parent?.reason);
  const timer = setTimeout(
    () => controller.abort(new DeadlineError(`No complete answer within ${timeoutMs} ms.`)),
    timeoutMs,
  );
  parent?.addEventListener('abort', follow, { once: true });
  if (parent?.aborted === true) follow();
  try {
    return await run(controller.signal);
  } finally {
    clearTimeout(timer);
    parent?.removeEventListener('abort', follow);
  }
}
