/*
 * Titles, values, paths and analyses come from events, so from anybody: nothing in them may steer the terminal, hide
 * text, or look like a line of ours.
 */

/* oxlint-disable no-control-regex -- these characters are what is removed here */
/** CSI and OSC sequences (ECMA-48), in their 7-bit and 8-bit forms. Linear: each part ends where the next can begin. */
const TERMINAL_SEQUENCE =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B\]|\u009D)[^\u0007\u001B\u009C]*(?:\u0007|\u001B\\|\u009C)/g;
/* oxlint-enable no-control-regex */

/** Controls, format characters such as bidirectional overrides (CVE-2021-42574), and the separators of lines. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;
const UNSAFE_BUT_LINES = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\t\n]]/gv;

/** The text on one line, without anything a terminal would obey. */
export function safeLine(text: string): string {
  return text.replaceAll(TERMINAL_SEQUENCE, '').replaceAll(UNSAFE, ' ');
}

/** The same for text of several lines; tabs and line feeds stay. */
export function safeText(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(TERMINAL_SEQUENCE, '').replaceAll(UNSAFE_BUT_LINES, ' ');
}

/** JSON on one line. What `JSON.stringify` leaves raw is escaped: it reads the same and a terminal shows it harmlessly. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(UNSAFE, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
