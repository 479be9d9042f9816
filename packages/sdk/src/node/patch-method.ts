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
  const isInherited = !Object.hasOwn(owner, name);
  let isActive = typeof original === 'function';
  const wrapper = isActive ? wrap(original, () => isActive) : original;
  if (isActive) owner[name] = wrapper;
  return () => {
    if (isActive && owner[name] === wrapper) {
      owner[name] = original;
      if (isInherited) delete owner[name];
    }
    isActive = false;
  };
}
