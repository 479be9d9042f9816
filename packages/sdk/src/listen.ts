/** Adds a listener to the page or worker, and answers how to remove it. */
export function listen(type: string, listener: (event: never) => void): () => void {
  addEventListener(type, listener as never);
  return () => removeEventListener(type, listener as never);
}
