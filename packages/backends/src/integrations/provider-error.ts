import { BugSageError } from '@bugsage/core';

/** The other side refused, or is away. `retryAfterMs` is how long it asked to be left alone. */
export class ProviderError extends BugSageError {
  readonly status: number | null;
  readonly retryAfterMs: number | null;

  constructor(options: {
    message: string;
    status: number | null;
    retryable: boolean;
    retryAfterMs?: number | null;
    mayBeDone?: boolean;
    cause?: unknown;
  }) {
    super({
      kind: options.retryable ? 'unavailable' : 'invalid_input',
      code: options.retryable ? 'provider_unavailable' : 'provider_refused',
      message: options.message,
      retryable: options.retryable,
      mayBeDone: options.mayBeDone ?? false,
      cause: options.cause,
    });
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}
