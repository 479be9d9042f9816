import { cleanText } from '../analyze/clean-text.ts';
import { scrubSecrets } from '../analyze/question/scrub-secrets.ts';

/** Broken apart by it, a mention, reference or address is only text for people; readers do not see it. */
const JOINT = '\u200B';

/**
 * A text of a model, a rule or an event as one line that code hosts show and do nothing with: no markup, no HTML, no
 * mention, no link or image, no reference that closes an issue, no quick action, no secret.
 */
export function inertText(text: string, lengthMax: number): string {
  const line = scrubSecrets(cleanText(text)).replaceAll(/\s+/g, ' ').trim();
  const bounded = line.length > lengthMax ? `${line.slice(0, lengthMax - 1)}…` : line;
  return bounded
    .replaceAll(/[@#!%](?=\S)/g, `$&${JOINT}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]()|~^$]/g, '\\$&')
    .replaceAll(/^([-+=/]|\d+[.)])/g, `${JOINT}$1`)
    .replaceAll('://', `:${JOINT}//`)
    .replaceAll(/\b(mailto|javascript|data):/gi, `$1${JOINT}:`)
    .replaceAll(/\bwww\./gi, `www${JOINT}.`)
    .replaceAll(/\b(GH)-(?=\d)/gi, `$1${JOINT}-`);
}

/** The same for titles, which no host renders: mentions and references are broken, nothing is escaped. */
export function inertTitle(text: string, lengthMax: number): string {
  const line = scrubSecrets(cleanText(text)).replaceAll(/\s+/g, ' ').trim();
  return line
    .slice(0, lengthMax)
    .replaceAll(/[@#!](?=\w)/g, `$&${JOINT}`)
    .replaceAll('://', `:${JOINT}//`)
    .replaceAll(/\b(GH)-(?=\d)/gi, `$1${JOINT}-`);
}
