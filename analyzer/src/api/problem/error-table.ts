import { STATUS_CODES } from 'node:http';
import { BugSageError, type ErrorKind } from '@bugsage/core';
import { InvalidRequestError } from './invalid-request-error.ts';
import type { FieldError, Problem } from './problem.ts';

/** The one table from operating errors to HTTP. */
const STATUS_OF_KIND: { readonly [Kind in ErrorKind]: number } = {
  invalid_input: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  unavailable: 503,
  internal: 500,
};

type Row = readonly [status: number, code: string, detail: string];

/** What fastify itself refuses before a handler runs. */
const ROW_OF_FASTIFY_CODE: Readonly<Record<string, Row>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [
    413,
    'body_too_large',
    'The body is larger than this route takes, mostly 65,536 bytes.',
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    415,
    'unsupported_media_type',
    'The content type is not accepted here. Send application/json; only auth/token takes a form.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    400,
    'invalid_length',
    'The body is not as long as content-length says.',
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'invalid_json', 'The content type is JSON, but the body is empty.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'invalid_json', 'The body is not valid JSON.'],
  FST_ERR_BAD_URL: [400, 'invalid_url', 'The path is not a valid percent-encoded URL.'],
  FST_ERR_NOT_FOUND: [404, 'route_not_found', 'There is no such route. See /docs.'],
};

const UNAVAILABLE: Row = [
  503,
  'unavailable',
  'A store cannot be reached right now. Try again in a few seconds.',
];
/** Issues are in another store: what still works is worth knowing. */
const EVENTS_UNAVAILABLE: Row = [
  503,
  'events_unavailable',
  'The event store cannot be reached right now. Issues and their counts can be read and worked on; new events are kept and will appear.',
];
const COLLECTOR_UNAVAILABLE: Row = [
  503,
  'collector_unavailable',
  'The collector, which takes new events, cannot be reached right now or takes nothing. Try again in a few seconds.',
];
const INTERNAL: Row = [
  500,
  'internal_error',
  'Something failed here. The log has the details under the request id.',
];

/** The problem of anything that was thrown. What is not expected becomes a 500 that says nothing about the inside. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof InvalidRequestError) return invalidRequest(thrown);
  if (thrown instanceof BugSageError) return operatingProblem(thrown);
  const { code, statusCode } = errorFields(thrown);
  const row = ROW_OF_FASTIFY_CODE[code ?? ''];
  if (row !== undefined) return problem(...row);
  if (thrown instanceof SyntaxError && statusCode === 400) {
    return problem(400, 'invalid_json', 'The body is not valid JSON.');
  }
  if (statusCode !== null && statusCode >= 400 && statusCode < 500) {
    return problem(statusCode, 'invalid_request', 'The request was refused as malformed.');
  }
  return problem(...INTERNAL);
}

export function problem(status: number, code: string, detail: string, errors?: FieldError[]): Problem {
  return {
    type: `urn:bugsage:problem:${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors }),
  };
}

/** The store's words about a value name tables and columns. */
const REFUSED: Row = [400, 'value_refused', 'A value of the request cannot be stored or compared.'];

function operatingProblem(error: BugSageError): Problem {
  if (error.code === 'postgres_refused' || error.code === 'clickhouse_refused') return problem(...REFUSED);
  // Messages of these two name engines and addresses, which are for the log, not for callers.
  if (error.code === 'clickhouse_unavailable') return problem(...EVENTS_UNAVAILABLE);
  if (error.code === 'collector_unavailable') return problem(...COLLECTOR_UNAVAILABLE);
  if (error.kind === 'unavailable') return problem(...UNAVAILABLE);
  if (error.kind === 'internal') return problem(...INTERNAL);
  return problem(STATUS_OF_KIND[error.kind], error.code, error.message);
}

const PLACE_OF_CONTEXT: Readonly<Record<string, FieldError['in']>> = {
  params: 'path',
  querystring: 'query',
  body: 'body',
  headers: 'headers',
};

function invalidRequest(error: InvalidRequestError): Problem {
  // Fastify writes on the error which part it was validating.
  const { validationContext } = error as { validationContext?: string };
  const place = PLACE_OF_CONTEXT[validationContext ?? 'body'] ?? 'body';
  const errors = error.errors.map((field) => ({ in: place, ...field }));
  const first = errors[0];
  const where = first === undefined || first.path === '' ? place : `${place} field ${first.path}`;
  return problem(400, 'invalid_request', `${first?.message ?? 'It is malformed.'} (${where})`, errors);
}

function errorFields(thrown: unknown): { code: string | null; statusCode: number | null } {
  if (typeof thrown !== 'object' || thrown === null) return { code: null, statusCode: null };
  const { code, statusCode } = thrown as { code?: unknown; statusCode?: unknown };
  return {
    code: typeof code === 'string' ? code : null,
    statusCode: typeof statusCode === 'number' ? statusCode : null,
  };
}
