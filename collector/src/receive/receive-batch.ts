import { LIMITS, type JsonObject } from '@bugsage/core';
import { decodeBatch } from '@bugsage/core/batch';
import type { HttpAnswer, HttpRequest } from '../http/index.ts';
import { appendEvents } from './append-events.ts';
import { authenticate, parseProjectId } from './authenticate.ts';
import { clientLoss } from './client-loss.ts';
import { checkKey } from './credentials.ts';
import { decompress, decompressByMagic } from './decompress.ts';
import { dropRecorder, type ReceiverDependencies } from './dependencies.ts';
import { openGate } from './gate.ts';
import { RECEIVE_LIMITS } from './limits.ts';
import { dropPrototypeKeys, mayNamePrototype } from './parse-json.ts';
import { readStack } from './read-stack.ts';
import { receivedEvent } from './received-event.ts';

/**
 * `POST /api/{project}/batch/`: the compact batch of our SDK. Its key is in its header line, not in the URL, so it is
 * read before it is authenticated; what an unknown sender can make us read is bounded all the same.
 */
export async function receiveBatch(
  dependencies: ReceiverDependencies,
  request: HttpRequest,
  projectText: string | undefined,
): Promise<HttpAnswer> {
  const projectId = parseProjectId(projectText ?? '');
  const body = await request.readBody(LIMITS.jsonBodyBytesMax);
  const encoding = request.header('content-encoding');
  const { batchBytesMax } = RECEIVE_LIMITS;
  const bytes =
    encoding === ''
      ? await decompressByMagic(body, batchBytesMax)
      : await decompress(body, encoding, batchBytesMax);
  const text = bytes.toString('utf8');
  const batch = decodeBatch(text, readStack);
  checkKey(batch.header.key);
  const key = await authenticate(dependencies.findIngestKey, { key: batch.header.key, projectId });
  if (mayNamePrototype(text)) dropPrototypeKeys(batch.events);
  dependencies.recordReceived(batch.events.length + batch.skipped.length);
  dropRecorder(dependencies, projectId)('unknown_item', batch.skipped.length);
  const gate = openGate(dependencies, { key, request });
  const admitted = batch.events.flatMap(({ _bugsage: seen, ...payload }) => {
    const json = payload as unknown as JsonObject;
    return gate.admit(json) ? [{ json, timesSeen: seen.times_seen }] : [];
  });
  const refusal = gate.refusal(admitted.length);
  // Before the losses are counted: the SDK sends a refused batch again, with them in it.
  if (refusal) return refusal;
  for (const [reason, quantity] of Object.entries(batch.lost))
    dependencies.recordClientLoss(clientLoss(reason, quantity, projectId));
  const { sentAt } = batch;
  const make = () =>
    admitted.map(({ json, timesSeen }) =>
      receivedEvent(dependencies, json, { request, key, source: 'sdk', sentAt, timesSeen }),
    );
  const [first] = await appendEvents(dependencies, make, { projectId, quantity: admitted.length });
  return gate.accepted(first?.event_id);
}
