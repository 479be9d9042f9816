let isSpeaking = false;

/** Says on the console what the SDK itself could not do. Never throws; the console may be wrapped by us or others. */
export function diagnose(where: string, error?: unknown): void {
  if (isSpeaking) return;
  isSpeaking = true;
  try {
    // oxlint-disable-next-line no-console -- there is no other place to say it
    console.warn('[bugsage]', where, error ?? '');
  } catch {
    // Nobody listens.
  }
  isSpeaking = false;
}
