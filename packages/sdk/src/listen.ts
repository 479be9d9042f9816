/** Adds a listener to the page or worker, and answers how to remove it. */
export function listen(
  type: string,
  listener: (event: never) => void,
  options?: AddEventListenerOptions,
): () => void {
  addEventListener(type, listener as never, options);
  return () => removeEventListener(type, listener as never, options);
}
