import type { FieldError } from './problem.ts';

/** A request that does not fit the schema of its route. */
export class InvalidRequestError extends Error {
  override readonly name = 'InvalidRequestError';
  readonly errors: readonly Omit<FieldError, 'in'>[];

  constructor(errors: readonly Omit<FieldError, 'in'>[], cause: unknown) {
    super('The request does not fit the schema of its route.', { cause });
    this.errors = errors;
  }
}
