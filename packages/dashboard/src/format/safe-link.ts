/** An address that may be linked to; null for everything but http and https: addresses come from other servers. */
export function safeLink(text: string | null): string | null {
  if (text === null) return null;
  const url = URL.parse(text);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}
