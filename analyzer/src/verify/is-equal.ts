/** Whether two summaries, or lists of them, say the same: they are JSON, with their keys in one order. */
export function isEqual(left: unknown, right: unknown): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
