import type { DropReason } from '@bugsage/core';
import type { HttpAnswer, HttpHeader } from '../http/index.ts';
import { RECEIVE_LIMITS } from './limits.ts';

const CORS: readonly HttpHeader[] = [
  ['access-control-allow-origin', '*'],
  // Else browsers hide them, and an SDK cannot see that it must slow down.
  ['access-control-expose-headers', 'x-sentry-error, x-sentry-rate-limits, retry-after'],
  ['cross-origin-resource-policy', 'cross-origin'],
];

const JSON_HEADERS: readonly HttpHeader[] = [['content-type', 'application/json'], ...CORS];
const GIF_HEADERS: readonly HttpHeader[] = [
  ['content-type', 'image/gif'],
  ['cache-control', 'no-store'],
  ...CORS,
];

/** A transparent pixel: clients of the GET form load it as an image. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

/** 200: everything that was kept is durable. */
export function accepted(eventId: string | undefined, more: readonly HttpHeader[] = []): HttpAnswer {
  const headers = more.length === 0 ? JSON_HEADERS : [...JSON_HEADERS, ...more];
  return { status: 200, headers, body: eventId === undefined ? '{}' : `{"id":"${eventId}"}` };
}

/** 200 to somebody who waits for what became of it: nothing was kept, and sending it again would change nothing. */
export function droppedBy(reason: DropReason): HttpAnswer {
  return { status: 200, headers: JSON_HEADERS, body: JSON.stringify({ dropped: reason }) };
}

export function acceptedAsPixel(): HttpAnswer {
  return { status: 200, headers: GIF_HEADERS, body: PIXEL };
}

/** Never with credentials: `*` and credentials exclude each other (Fetch standard, section 3.3.4). */
export function preflight(methods: string): HttpAnswer {
  const headers: HttpHeader[] = [
    ...CORS,
    ['access-control-allow-methods', methods],
    [
      'access-control-allow-headers',
      'x-sentry-auth, x-requested-with, x-forwarded-for, origin, referer, accept, content-type, authentication, ' +
        'authorization, content-encoding, transfer-encoding, sentry-trace, baggage, traceparent',
    ],
    ['access-control-max-age', '3600'],
  ];
  return { status: 200, headers, body: '' };
}

/** `{"detail", "causes"}` as Sentry's clients read it, and the same text in `X-Sentry-Error`. */
export function refused(status: number, detail: string, more: readonly HttpHeader[] = []): HttpAnswer {
  return {
    status,
    headers: [...JSON_HEADERS, ['x-sentry-error', headerText(detail)], ...more],
    body: JSON.stringify({ detail, causes: [detail] }),
  };
}

/** Details may quote the client: nothing but printable ASCII goes into a header. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, RECEIVE_LIMITS.errorHeaderLengthMax);
}
