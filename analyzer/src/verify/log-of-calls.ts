import type { VerificationStep } from '@bugsage/core';
import type { Judgement } from './judge-replay.ts';

const WORDS: Readonly<Record<Judgement['verdict'], string>> = {
  asserted: 'Right',
  refuted: 'Wrong',
  open: 'Not shown to be right',
  silent: 'Says nothing',
};

/** What came of each call, for people; calls of which the same is to be said share a line. */
export function logOfCalls(
  calls: readonly { readonly judgement: Judgement; readonly log: string }[],
): string {
  const texts = calls.map(({ judgement: { verdict, reason }, log }) =>
    [`${WORDS[verdict]}: ${reason}`, log.trim()].filter((text) => text !== '').join('\n'),
  );
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return [...counts].map(([text, count]) => (count === 1 ? text : `${count} calls. ${text}`)).join('\n');
}

/** Made-up calls that showed nothing are no failed step once a call of a test did. */
export function supersededByTests(steps: readonly VerificationStep[]): VerificationStep[] {
  return steps.map((step) =>
    step.name === 'reproduce' && step.status === 'failed'
      ? {
          ...step,
          status: 'skipped',
          log: `${step.log.trimEnd()}\nA call that the repository's own tests make does, below.`,
        }
      : step,
  );
}
