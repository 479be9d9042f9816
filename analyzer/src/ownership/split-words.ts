/**
 * The words of a line. Blanks inside double quotes belong to the word, as in `path:"my app/*"`; a backslash holds the next
 * blank. Null when a quote is not closed.
 */
export function splitWords(line: string): string[] | null {
  const words: string[] = [];
  let word = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at);
    if (character === '"') isQuoted = !isQuoted;
    else if (character === '\\' && /[\s"]/.test(line.charAt(at + 1))) {
      at += 1;
      word += line.charAt(at);
    } else if (/\s/.test(character) && !isQuoted) {
      if (word !== '') words.push(word);
      word = '';
    } else word += character;
  }
  if (isQuoted) return null;
  if (word !== '') words.push(word);
  return words;
}
