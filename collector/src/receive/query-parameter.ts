/** Decoded value of the first parameter of that name; undefined when absent or not decodable. */
export function queryParameter(query: string, name: string): string | undefined {
  const prefix = `${name}=`;
  for (let start = 0; start < query.length;) {
    const ampersand = query.indexOf('&', start);
    const end = ampersand < 0 ? query.length : ampersand;
    if (query.startsWith(prefix, start)) return decode(query.slice(start + prefix.length, end));
    start = end + 1;
  }
  return undefined;
}

function decode(value: string): string | undefined {
  if (!value.includes('%') && !value.includes('+')) return value;
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
