import type { AttemptResult, Claim, OutgoingWork, Write } from '@bugsage/backends';
import { BugSageError, describeError } from '@bugsage/core';

export type Attempt = {
  readonly write: Write;
  /** What was written is noted on disk: from here on nothing is in doubt. */
  readonly noted: () => void;
};

export type Patience = {
  readonly attemptsMax: number;
  /** Milliseconds until the next try. */
  readonly pauseOf: (error: unknown, attempts: number) => number;
  /** Before the other side is asked what became of a request: it may still be working on it. */
  readonly doubtPauseMs: number;
  /** Characters of an error that are kept. */
  readonly wordsMax: number;
};

const MAY_HAVE_ARRIVED = 'It may have arrived';

export type Outcome = { readonly result: AttemptResult; readonly error: unknown };

/**
 * Makes one attempt and says how it ended; null when somebody else has the entry. A failure is in doubt when a request
 * has left and neither arrived for sure nor failed for sure: then nothing is repeated before the other side was asked.
 */
export async function tryOnce(
  work: Pick<OutgoingWork<unknown>, 'begin'>,
  claim: Claim,
  { patience, now }: { patience: Patience; now: () => number },
  run: (attempt: Attempt) => Promise<void>,
): Promise<Outcome | null> {
  let isInDoubt = claim.isInDoubt;
  const write: Write = async (request) => {
    await work.begin(claim);
    isInDoubt = true;
    try {
      return await request();
    } catch (error) {
      isInDoubt = !(error instanceof BugSageError) || error.mayBeDone;
      throw error;
    }
  };
  try {
    await run({ write, noted: () => (isInDoubt = false) });
    return { result: { status: 'sent' }, error: null };
  } catch (error) {
    if (error instanceof BugSageError && error.code === 'lease_lost') return null;
    return { result: resultOf(error, { claim, isInDoubt, patience, now }), error };
  }
}

function resultOf(
  thrown: unknown,
  given: { claim: Claim; isInDoubt: boolean; patience: Patience; now: () => number },
): AttemptResult {
  const { claim, isInDoubt, patience, now } = given;
  const words = describeError(thrown);
  const bounded = (text: string): string => text.slice(0, patience.wordsMax);
  const isPassing = !(thrown instanceof BugSageError) || thrown.retryable;
  const isLast = !isPassing || claim.attempts >= patience.attemptsMax;
  if (isLast && isInDoubt) return { status: 'unknown', error: bounded(wordsOfDoubt(words)) };
  const error = bounded(words);
  if (isLast) return { status: 'failed', error };
  const pauseMs = patience.pauseOf(thrown, claim.attempts);
  if (!isInDoubt) return { status: 'pending', error, at: now() + pauseMs };
  return { status: 'sending', error, at: now() + Math.max(pauseMs, patience.doubtPauseMs) };
}

function wordsOfDoubt(words: string): string {
  return words.startsWith(MAY_HAVE_ARRIVED) ? words : `${MAY_HAVE_ARRIVED}: ${words}`;
}
