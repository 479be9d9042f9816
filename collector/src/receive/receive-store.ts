import { LIMITS } from '@bugsage/core';
import type { HttpAnswer, HttpRequest } from '../http/index.ts';
import { accepted, acceptedAsPixel } from './answers.ts';
import { appendEvents } from './append-events.ts';
import { authenticate, missingKey, parseProjectId } from './authenticate.ts';
import { readCredentials } from './credentials.ts';
import { decompress, isZlib } from './decompress.ts';
import { dropRecorder, type ReceiverDependencies } from './dependencies.ts';
import { canonicalEventId } from './event-id.ts';
import { openGate } from './gate.ts';
import { isOtherThanError } from './item-types.ts';
import { queryParameter } from './query-parameter.ts';
import { parseEvent } from './receive-envelope.ts';
import { receivedEvent } from './received-event.ts';
import { refusal } from './refusal.ts';

/**
 * `POST` and `GET /api/{project}/store/`, the endpoint of clients before envelopes; without project `/api/store/`, where
 * the key alone says which. Unlike in an envelope, JSON that cannot be read refuses the request.
 */
export async function receiveStore(
  dependencies: ReceiverDependencies,
  request: HttpRequest,
  projectText: string | undefined,
): Promise<HttpAnswer> {
  const projectId = projectText === undefined ? undefined : parseProjectId(projectText);
  const credentials = readCredentials(request);
  if (!credentials) throw missingKey();
  const key = await authenticate(dependencies.findIngestKey, { key: credentials.key, projectId });
  const gate = openGate(dependencies, { key, request });
  // Nothing is read for a client that may send nothing.
  const mayPass = gate.isOpen();
  const payload = mayPass
    ? parseEvent(request.method === 'GET' ? await readQueryEvent(request) : await readBodyEvent(request))
    : undefined;
  dependencies.recordReceived(1);
  if (payload === undefined) return gate.refusal(0) ?? gate.accepted(undefined);
  if (isOtherThanError(payload)) {
    dropRecorder(dependencies, key.project_id)('unsupported_item', 1);
    return accepted(canonicalEventId(payload['event_id']));
  }
  if (!gate.admit(payload)) return gate.refusal(0) ?? gate.accepted(canonicalEventId(payload['event_id']));
  const context = { request, key, source: 'sentry', sentAt: credentials.sentAt } as const;
  const [kept] = await appendEvents(dependencies, () => [receivedEvent(dependencies, payload, context)], {
    projectId: key.project_id,
    quantity: 1,
  });
  return request.method === 'GET' ? acceptedAsPixel() : accepted(kept?.event_id);
}

async function readBodyEvent(request: HttpRequest): Promise<Buffer> {
  const body = await request.readBody(LIMITS.jsonBodyBytesMax);
  const encoding = request.header('content-encoding');
  const bytes = await decompress(body, encoding, LIMITS.eventBytesMax);
  if (bytes.length === 0) throw refusal('invalid_request', 'The body is empty.');
  // Clients of 2013 say nothing of the encoding and send base64 of zlib.
  return encoding === '' && !startsObject(bytes) ? decodeBase64Event(bytes.toString('latin1')) : bytes;
}

async function readQueryEvent(request: HttpRequest): Promise<Buffer> {
  const data = queryParameter(request.query, 'sentry_data');
  if (data === undefined) throw refusal('invalid_request', 'The query has no sentry_data.');
  // Base64 writes plus signs, which a query reads as spaces when the client forgot to encode them.
  return decodeBase64Event(data.replaceAll(' ', '+'));
}

async function decodeBase64Event(text: string): Promise<Buffer> {
  const bytes = Buffer.from(text, 'base64');
  return decompress(bytes, isZlib(bytes) ? 'deflate' : '', LIMITS.eventBytesMax);
}

/** White space and a byte order mark may come first. */
function startsObject(bytes: Buffer): boolean {
  for (const byte of bytes) {
    if (byte === 0x7b || byte === 0x5b) return true;
    const isSkipped = byte <= 0x20 || byte === 0xef || byte === 0xbb || byte === 0xbf;
    if (!isSkipped) return false;
  }
  return false;
}
