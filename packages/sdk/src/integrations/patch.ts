/** Wrappers, so that a wrapper is never wrapped again by us. */
const originals = new WeakMap<object, unknown>();

/**
 * Replaces a method and answers how to put the original back. When somebody else has wrapped ours in the meantime, it
 * stays in their chain and only passes on.
 */
export function patchMethod<T extends object, K extends keyof T>(
  owner: T,
  name: K,
  wrap: (original: T[K], isActive: () => boolean) => T[K],
): () => void {
  const original = owner[name];
  if (typeof original !== 'function' || originals.has(original)) return () => undefined;
  let isActive = true;
  const wrapper = wrap(original, () => isActive);
  originals.set(wrapper as object, original);
  owner[name] = wrapper;
  return () => {
    isActive = false;
    if (owner[name] === wrapper) owner[name] = original;
  };
}
