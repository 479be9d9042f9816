import { RE2JS } from 're2js';

/** A regular expression whose search takes time linear in the text, whatever the text and the expression. */
export type LinearPattern = {
  replaceAll(text: string, replacement: string): string;
};

/**
 * Compiles RE2's syntax, which has no look-around and no back references: those need backtracking, and text of strangers
 * would make it take hours. Throws `Error` with the reason.
 */
export function compileLinearPattern(source: string): LinearPattern {
  const pattern = RE2JS.compile(source);
  return {
    // A function, because a text may hold signs that mean groups.
    replaceAll: (text, replacement) => pattern.matcher(text).replaceAll(() => replacement),
  };
}

/** Why it cannot be compiled; undefined when it can. */
export function linearPatternProblem(source: string): string | undefined {
  try {
    compileLinearPattern(source);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'It is not a regular expression.';
  }
}
