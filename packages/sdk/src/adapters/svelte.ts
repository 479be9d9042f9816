import { captureException } from '@bugsage/sdk';

/** For a boundary of Svelte 5: `<svelte:boundary onerror={onError}>`. */
export function onError(error: unknown): void {
  captureException(error, { mechanism: { type: 'svelte', handled: true } });
}

type KitInput = {
  error: unknown;
  event?: { route?: { id?: string | null } } | null;
  /** SvelteKit 2. */
  status?: number;
  message?: string;
  /** SvelteKit 3: what is not `unknown` was made by `error(…)` or SvelteKit itself, and `error` is its answer. */
  kind?: string;
};

/**
 * For SvelteKit's hooks: `export const handleError = handleErrorWith(yours)`. Answers like "not found", those with a
 * status below 500, are not reported.
 */
export function handleErrorWith<I extends KitInput, R>(
  handle?: (input: I) => R,
): (input: I) => R | { message: string } {
  return (input) => {
    const { error, event } = input;
    const { status, message } = answerOf(input);
    if (status >= 500)
      captureException(error, {
        ...(event?.route?.id && { transaction: event.route.id }),
        mechanism: { type: 'sveltekit', handled: false },
      });
    return handle ? handle(input) : { message };
  };
}

function answerOf({ error, kind, status, message }: KitInput): { status: number; message: string } {
  const body = (kind === undefined || kind === 'unknown' ? {} : error) as {
    status?: number;
    message?: string;
  };
  return { status: status ?? body.status ?? 500, message: message ?? body.message ?? 'Internal Error' };
}
