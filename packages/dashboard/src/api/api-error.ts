/** An answer of the API that is not a success: RFC 9457 problem details, or the status alone when there was no body. */
export class ApiError extends Error {
  readonly status: number;
  readonly title: string;
  /** A stable word for programs; empty when the server gave none. */
  readonly code: string;
  /** What is wrong with single fields: `repository.url: ...`. */
  readonly fields: readonly string[];

  constructor(problem: {
    readonly status: number;
    readonly title: string;
    readonly detail: string | null;
    readonly code?: string;
    readonly fields?: readonly string[];
  }) {
    super(problem.detail ?? problem.title);
    this.name = 'ApiError';
    this.status = problem.status;
    this.title = problem.title;
    this.code = problem.code ?? '';
    this.fields = problem.fields ?? [];
  }
}

export async function readProblem(response: Response): Promise<ApiError> {
  const fallback = {
    status: response.status,
    title: `The server answered ${response.status}.`,
    detail: null,
  };
  try {
    const body: unknown = await response.json();
    if (typeof body !== 'object' || body === null) return new ApiError(fallback);
    const title = 'title' in body && typeof body.title === 'string' ? body.title : fallback.title;
    const detail = 'detail' in body && typeof body.detail === 'string' ? body.detail : null;
    const code = 'code' in body && typeof body.code === 'string' ? body.code : '';
    const fields = 'errors' in body && Array.isArray(body.errors) ? body.errors.flatMap(fieldMessage) : [];
    return new ApiError({ status: response.status, title, detail, code, fields });
  } catch {
    return new ApiError(fallback);
  }
}

function fieldMessage(error: unknown): readonly string[] {
  if (typeof error !== 'object' || error === null) return [];
  const path = 'path' in error && typeof error.path === 'string' ? error.path : '';
  const message = 'message' in error && typeof error.message === 'string' ? error.message : '';
  return [path === '' ? message : `${path}: ${message}`];
}

/** One sentence for people, for any failure of a request. */
export function describeFailure(error: unknown): string {
  if (error instanceof ApiError) return [error.message, ...error.fields].join(' ');
  return 'The server cannot be reached. It is tried again on its own.';
}
