/** Broad kinds of operating errors; one table in each process maps them to HTTP or exit codes. */
export type ErrorKind =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'rate_limited'
  | 'unavailable'
  | 'internal';

export type BugSageErrorOptions = {
  readonly kind: ErrorKind;
  /** Stable snake_case word for programs, for example `unknown_key`. */
  readonly code: string;
  /** A sentence with the value and the limit, ending in what to do next. */
  readonly message: string;
  /** True when the same call may succeed later without a change by the caller. */
  readonly retryable?: boolean;
  /** True when the other side may have done what was asked although this failed: repeating it may do it twice. */
  readonly mayBeDone?: boolean;
  readonly cause?: unknown;
};

/** An expected failure of operation. Programmer errors are plain assertions and crash instead. */
export class BugSageError extends Error {
  override readonly name = 'BugSageError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly retryable: boolean;
  readonly mayBeDone: boolean;

  constructor(options: BugSageErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.kind = options.kind;
    this.code = options.code;
    this.retryable = options.retryable ?? options.kind === 'unavailable';
    this.mayBeDone = options.mayBeDone ?? false;
  }
}

/** The text of anything that was thrown; never throws itself. */
export function describeError(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message || thrown.name;
  return typeof thrown === 'string' ? thrown : `non-error value of type ${typeof thrown}`;
}
