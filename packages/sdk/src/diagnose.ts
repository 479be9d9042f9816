/** Says on the console what the SDK itself could not do. */
export function diagnose(problem: unknown): void {
  // oxlint-disable-next-line no-console -- there is no other place to say it
  console.warn('[bugsage]', problem);
}
