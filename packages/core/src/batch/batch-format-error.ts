import { BugSageError } from '../errors.ts';

export type BatchFormatCode = 'malformed_batch' | 'unsupported_batch_version' | 'batch_too_large';

/** A batch that cannot be read. `line` is 1-based; the header is line 1. */
export class BatchFormatError extends BugSageError {
  readonly line: number;

  constructor(detail: { code: BatchFormatCode; line: number; problem: string; cause?: unknown }) {
    super({
      kind: detail.code === 'batch_too_large' ? 'too_large' : 'invalid_input',
      code: detail.code,
      message: `Line ${detail.line} of the batch: ${detail.problem}.`,
      cause: detail.cause,
    });
    this.line = detail.line;
  }
}
