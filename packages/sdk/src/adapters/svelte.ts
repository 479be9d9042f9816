import { captureException } from '@bugsage/sdk';

/** For a boundary of Svelte 5: `<svelte:boundary onerror={onError}>`. */
export function onError(error: unknown): void {
  captureException(error, { mechanism: { type: 'svelte', handled: true } });
}

type KitInput = {
  error: unknown;
  event?: { route?: { id?: string | null } } | null;
  status?: number;
  message?: string;
};

/**
 * For SvelteKit's hooks: `export const handleError = handleErrorWith(yours)`. Pages that are not there (404) are not
 * reported.
 */
export function handleErrorWith<I extends KitInput, R>(
  handle?: (input: I) => R,
): (input: I) => R | { message: string } {
  return (input) => {
    const { error, event, status = 500, message = 'Internal Error' } = input;
    if (status !== 404)
      captureException(error, {
        ...(event?.route?.id && { transaction: event.route.id }),
        mechanism: { type: 'sveltekit', handled: false },
      });
    return handle ? handle(input) : { message };
  };
}
