/** 32 lower-case hex characters. `randomUUID` exists only in secure contexts, `getRandomValues` everywhere. */
export function createHexId(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => (byte & 15).toString(16)).join('');
}
