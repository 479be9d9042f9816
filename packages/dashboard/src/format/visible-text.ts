/**
 * Characters that change how the text around them is read without being seen: bidirectional controls (they can make a
 * patch look different from what it does, CVE-2021-42574), zero-width ones, and C0/C1 controls other than tab and line ends.
 */
// oxlint-disable-next-line no-control-regex -- controls are what this looks for
const INVISIBLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;

// Colour and cursor sequences of terminals (ECMA-48 CSI), which test runners print.
// oxlint-disable-next-line no-control-regex -- the escape character starts every sequence
const TERMINAL_SEQUENCE = /\u001b\[[0-?]*[ -/]*[@-~]/gu;

/** The text with invisible characters written out as `<U+202E>`. */
export function visibleText(text: string): string {
  return text.replace(INVISIBLE, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `<U+${code}>`;
  });
}

/** A run log without terminal sequences, everything else invisible written out. */
export function visibleLog(log: string): string {
  return visibleText(log.replaceAll('\r\n', '\n').replace(TERMINAL_SEQUENCE, ''));
}
