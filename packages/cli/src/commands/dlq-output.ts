import type { DeadLetterDetail, DeadLetterSummary } from '@bugsage/backends';
import { safeLine } from '../terminal/safe-text.ts';

export function formatLetters(letters: readonly DeadLetterSummary[]): string {
  if (letters.length === 0) return 'No dead letters.';
  return letters.map(line).join('\n');
}

export function formatLetter(letter: DeadLetterDetail): string {
  return [
    line(letter),
    `reference  ${safeLine(letter.reference)}`,
    `created    ${letter.created_at}`,
    `error      ${safeLine(letter.error)}`,
    `payload    ${safeLine(letter.payload)}`,
  ].join('\n');
}

export function formatReplayed(verb: string, ids: readonly number[]): string {
  return `${verb} ${ids.length}${ids.length === 0 ? '' : `: ${ids.join(', ')}`}`;
}

function line(letter: DeadLetterSummary): string {
  const what = letter.event_id ?? letter.reference;
  const state = letter.replay === null ? '' : `  [replay ${letter.replay}]`;
  const error = safeLine(letter.error.split('\n')[0] ?? '').slice(0, 120);
  return `${letter.id}  ${letter.kind}  ${safeLine(what)}  ${letter.attempts}x${state}  ${error}`;
}
