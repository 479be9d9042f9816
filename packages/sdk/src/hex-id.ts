/** 32 lower-case hex characters. `randomUUID` exists only in secure contexts, `getRandomValues` everywhere. */
export function createHexId(): string {
  let id = '';
  for (const byte of crypto.getRandomValues(new Uint8Array(16))) id += (byte + 256).toString(16).slice(1);
  return id;
}
