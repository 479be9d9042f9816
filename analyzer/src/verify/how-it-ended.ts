import type { SandboxResult } from '@bugsage/backends';

/** Why a run was cut off: at a bound of the sandbox, or by a signal; null when the command came to its own end. */
export function cutOff({ exitCode, output }: SandboxResult): string | null {
  if (exitCode === null) return /\[ended: ([^\]]+)\]\s*$/.exec(output)?.[1] ?? 'killed';
  // A shell tells the signal that ended its command as 128 and its number.
  const signal = exitCode - 128;
  return signal > 0 && signal < 32 ? `killed by signal ${signal}` : null;
}

/** What a run that failed says about it, in few words of its own; null when it says nothing. */
export function complaintOf(run: SandboxResult): string | null {
  const cut = cutOff(run);
  if (cut !== null) return cut;
  const lines = run.output.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /^(?:[\w.]*(?:Error|Exception)\b|error: |E {2,}\w)/.test(line));
  const said = errors[0] ?? lines.findLast((line) => line !== '');
  return said === undefined ? null : said.slice(0, COMPLAINT_LENGTH_MAX);
}

/** One line of a log that people read in a sentence. */
const COMPLAINT_LENGTH_MAX = 200;
