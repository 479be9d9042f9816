const PATTERNS = [
  /Loading (?:CSS )?chunk (?<chunk>[\w@./-]{1,200}) failed/,
  /Failed to fetch dynamically imported module:? ?(?<chunk>\S{0,500})/,
  /error loading dynamically imported module:? ?(?<chunk>\S{0,500})/,
  /Unable to preload CSS for (?<chunk>\S{1,500})/,
  /Importing a module script failed/,
];

/** The part of the application that could not be loaded, empty when not named; null for every other error. */
export function parseChunkMessage(type: string, message: string): { readonly chunk: string } | null {
  for (const pattern of PATTERNS) {
    const found = pattern.exec(message);
    if (found !== null) return { chunk: found.groups?.['chunk'] ?? '' };
  }
  return type === 'ChunkLoadError' ? { chunk: '' } : null;
}
