const listeners = new Set();

/** Registers a listener for every error the shop could not handle; returns a function that removes it. */
export function onError(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function reportError(error, context) {
  const stack = error instanceof Error ? error.stack : String(error);
  console.error(JSON.stringify({ level: 'error', where: context.where, stack }));
  for (const listener of listeners) listener(error, context);
}
