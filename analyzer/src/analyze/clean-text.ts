/**
 * Text of an event as it may be shown, logged or sent to a model: composed, without terminal control sequences and
 * without characters that cannot be seen but change what is read.
 */
export function cleanText(text: string): string {
  return text.normalize('NFC').replaceAll(TERMINAL_SEQUENCE, '').replaceAll(INVISIBLE, '');
}

/* oxlint-disable no-control-regex, no-misleading-character-class -- these characters are what is removed here */
/** CSI and OSC sequences of terminals. */
const TERMINAL_SEQUENCE = /\u001B(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[@-Z\\-_])/g;

/** C0 and C1 but tab, line feed and return; soft hyphen, zero width, bidi controls, variation and tag characters. */
const INVISIBLE =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}\u{E0100}-\u{E01EF}]/gu;
/* oxlint-enable no-control-regex, no-misleading-character-class */
