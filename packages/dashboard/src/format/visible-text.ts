/**
 * Characters that change how the text around them is read without being seen: controls other than tab and line ends, and
 * format characters such as bidirectional overrides, which make a patch look different from what it does
 * (CVE-2021-42574). The zero-width joiner stays: emoji are made with it.
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}]--[\t\n\r\u200d]]/gv;

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
