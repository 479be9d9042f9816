/** What a person has to know or do; printed without a stack. `status` is that of the server's answer, if one came. */
export class UploadFailure extends Error {
  readonly status: number | null;
  /** The server's name of the failure: `role_too_low`, `missing_token`, … */
  readonly code: string | null;

  constructor(
    message: string,
    details: { readonly status?: number; readonly code?: string | null; readonly cause?: unknown } = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'UploadFailure';
    this.status = details.status ?? null;
    this.code = details.code ?? null;
  }
}
