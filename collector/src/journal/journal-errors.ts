import { BugSageError, describeError } from '@bugsage/core';

/** There is no room. Goes away when the stores catch up or the disk gets space. */
export function journalFull(problem: string, cause?: unknown): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'journal_full',
    message: `The journal takes no more events: ${problem}. Send them again later.`,
    retryable: true,
    cause,
  });
}

/** The disk failed, so what it holds is unknown until the journal is opened again. */
export function journalFailed(cause: unknown): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'journal_failed',
    message: `The journal cannot be written: ${describeError(cause)}. The process must be started again.`,
    retryable: true,
    cause,
  });
}

export function journalClosed(): BugSageError {
  return new BugSageError({
    kind: 'unavailable',
    code: 'shutting_down',
    message: 'The journal is closed because the process is stopping. Send the events again.',
    retryable: true,
  });
}

/** Out of space or quota, in words of the operating system. */
export function isOutOfSpace(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG';
}

export function recordTooLarge(bytes: number): BugSageError {
  return new BugSageError({
    kind: 'too_large',
    code: 'too_large',
    message: `${bytes} bytes are more than the journal takes at once.`,
  });
}
