const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether JSON text is nested deeper than `depthMax`. Asked before the parser, which takes seconds for a megabyte of
 * brackets. Says nothing of whether the text is JSON.
 */
export function isJsonDeeperThan(text: string, depthMax: number): boolean {
  // Nearly every event has too few brackets to be deep, and finding those is three times as fast as reading along.
  const left = depthMax - count(text, '{', depthMax);
  if (left >= 0 && count(text, '[', left) <= left) return false;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case QUOTE:
        index = endOfString(text, index + 1);
        break;
      case 0x7b:
      case 0x5b:
        depth += 1;
        if (depth > depthMax) return true;
        break;
      case 0x7d:
      case 0x5d:
        depth -= 1;
        break;
      default:
    }
  }
  return false;
}

/** How often the text holds the character; above `max` counting stops. */
function count(text: string, character: string, max: number): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0 && found <= max; at = text.indexOf(character, at + 1))
    found += 1;
  return found;
}

/** Index of the closing quote. */
function endOfString(text: string, start: number): number {
  let index = start;
  for (; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) break;
    if (code === BACKSLASH) index += 1;
  }
  return index;
}
