/**
 * A glob whose only special sign is `*`, as a function of lower-case text. Not a regular expression: those can be
 * made to run for minutes, while this looks for each literal part once, left to right.
 */
export function compileGlob(glob: string): (text: string) => boolean {
  const [first = '', ...others] = glob.toLowerCase().split('*');
  const last = others.pop();
  return (text) => {
    if (last === undefined) return text === first;
    if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last))
      return false;
    const end = text.length - last.length;
    let offset = first.length;
    for (const part of others) {
      const found = text.indexOf(part, offset);
      if (found < 0 || found + part.length > end) return false;
      offset = found + part.length;
    }
    return true;
  };
}
