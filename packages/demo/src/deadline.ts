/** Waits for a promise, but no longer than `limitMs`; then throws `complaint` with the limit. */
export async function within<T>(wanted: Promise<T>, limitMs: number, complaint: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${complaint} within ${limitMs} ms.`)), limitMs);
  try {
    return await Promise.race([wanted, late]);
  } finally {
    clearTimeout(timer);
  }
}
