import { SCRUB_LIMITS } from './limits.ts';

/**
 * The same search, which remembers texts that held nothing. Errors repeat, and with them their files, addresses and
 * browsers: looking one up costs a tenth of searching it. Nothing that holds a secret is kept.
 */
export function rememberingClean(search: (text: string) => string): (text: string) => string {
  const clean = new Set<string>();
  return (text) => {
    if (clean.has(text)) return text;
    const result = search(text);
    if (result === text && text.length <= SCRUB_LIMITS.rememberedTextLengthMax) {
      if (clean.size >= SCRUB_LIMITS.rememberedTextsMax) clean.clear();
      clean.add(text);
    }
    return result;
  };
}
