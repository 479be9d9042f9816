import { LIMITS, type JsonObject } from '@bugsage/core';
import type { HttpAnswer, HttpRequest } from '../http/index.ts';
import { droppedBy } from './answers.ts';
import { appendEvents } from './append-events.ts';
import { authenticate, missingKey, parseProjectId } from './authenticate.ts';
import { readCredentials } from './credentials.ts';
import { decompress } from './decompress.ts';
import type { ReceiverDependencies } from './dependencies.ts';
import { openGate } from './gate.ts';
import { parseEvent } from './receive-envelope.ts';
import { receivedEvent } from './received-event.ts';
import { reportedEvent } from './reported-event.ts';

/**
 * `POST /api/{project}/report/`: one event that a person or program reports through the REST API, which is the caller
 * here. Takes event JSON, or a `stack_trace` as text. Goes the way of every event; what the project filters is told,
 * because somebody waits for the issue: `{"dropped": "<reason>"}`.
 */
export async function receiveReport(
  dependencies: ReceiverDependencies,
  request: HttpRequest,
  projectText: string | undefined,
): Promise<HttpAnswer> {
  const projectId = parseProjectId(projectText ?? '');
  const credentials = readCredentials(request);
  if (!credentials) throw missingKey();
  const key = await authenticate(dependencies.findIngestKey, { key: credentials.key, projectId });
  const gate = openGate(dependencies, { key, request });
  const payload = gate.isOpen() ? reportedEvent(await readReport(request)) : undefined;
  dependencies.recordReceived(1);
  if (payload === undefined || !gate.admit(payload))
    return gate.refusal(0) ?? droppedBy(gate.filteredBy() ?? 'filtered_rule');
  const context = { request, key, source: 'api', sentAt: null } as const;
  const [kept] = await appendEvents(dependencies, () => [receivedEvent(dependencies, payload, context)], {
    projectId,
    quantity: 1,
  });
  return gate.accepted(kept?.event_id);
}

async function readReport(request: HttpRequest): Promise<JsonObject> {
  const body = await request.readBody(LIMITS.jsonBodyBytesMax);
  return parseEvent(await decompress(body, request.header('content-encoding'), LIMITS.eventBytesMax));
}
