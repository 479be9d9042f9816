import type { Exception, Mechanism, NormalizedEvent } from '@bugsage/core';
import { ANALYZE_LIMITS } from './limits.ts';

/** One error of an event as the rules see it: bounded, without nulls. */
export type ErrorFacts = {
  readonly type: string;
  readonly message: string;
  readonly mechanism: Mechanism | null;
  readonly exception: Exception | null;
  /** Dotted path of the error in the event, for citations. */
  readonly field: string;
};

/**
 * The errors of an event, root cause first: the first one that a rule explains explains them all. An event without
 * exceptions is its message.
 */
export function errorsOf(event: NormalizedEvent): ErrorFacts[] {
  if (event.exceptions.length === 0)
    return [
      {
        type: '',
        message: bounded(event.message?.formatted ?? ''),
        mechanism: null,
        exception: null,
        field: 'message.formatted',
      },
    ];
  return event.exceptions.map((exception, index) => ({
    type: exception.type ?? '',
    message: bounded(exception.value ?? ''),
    mechanism: exception.mechanism,
    exception,
    field: `exceptions.${index}.value`,
  }));
}

function bounded(text: string): string {
  return text.slice(0, ANALYZE_LIMITS.messageLengthMax);
}
