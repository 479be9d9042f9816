/** 32 lower-case hex characters: unique, not secret, so the plain generator will do. */
export function createHexId(): string {
  return '0'.repeat(32).replace(/0/g, () => ((Math.random() * 16) | 0).toString(16));
}
