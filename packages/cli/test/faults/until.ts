const INTERVAL_MS = 100;

/** Asks again until the answer is yes. Throws after the time, with what was waited for. */
export async function until(
  what: string | (() => string),
  isSo: () => boolean | Promise<boolean>,
  timeoutMs = 90_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isSo())) {
    if (performance.now() > deadline)
      throw new Error(`Waited ${timeoutMs} ms in vain until ${typeof what === 'string' ? what : what()}.`);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}
