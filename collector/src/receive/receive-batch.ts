import { LIMITS, type IngestKey, type JsonObject, type ReceivedSessions } from '@bugsage/core';
import { decodeBatch, type DecodedBatch } from '@bugsage/core/batch';
import type { HttpAnswer, HttpRequest } from '../http/index.ts';
import type { ReceivedRecord } from '../store/decode-records.ts';
import { appendEvents } from './append-events.ts';
import { authenticate, parseProjectId } from './authenticate.ts';
import { clientLoss } from './client-loss.ts';
import { checkKey } from './credentials.ts';
import { decompress, decompressByMagic } from './decompress.ts';
import { dropRecorder, type ReceiverDependencies } from './dependencies.ts';
import { type Gate, openGate } from './gate.ts';
import { RECEIVE_LIMITS } from './limits.ts';
import { dropPrototypeKeys, mayNamePrototype } from './parse-json.ts';
import { readBatchSessions } from './read-sessions.ts';
import { readStack } from './read-stack.ts';
import { receivedEvent } from './received-event.ts';
import { dropReasonOf } from './refusal.ts';

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
  const { events, sessions: told, skipped } = batch;
  dependencies.recordReceived(events.length + told.length + skipped.length);
  dropRecorder(dependencies, projectId)('unknown_item', skipped.length);
  const gate = openGate(dependencies, { key, request });
  const admitted = events.flatMap(({ _bugsage: seen, ...payload }) => {
    const json = payload as unknown as JsonObject;
    return gate.admit(json) ? [{ json, timesSeen: seen.times_seen }] : [];
  });
  const sessions = readAllSessions(dependencies, { batch, key, gate });
  const refusal = gate.refusal(admitted.length + sessions.length);
  // Before the losses are counted: the SDK sends a refused batch again, with them in it.
  if (refusal) return refusal;
  for (const [reason, quantity] of Object.entries(batch.lost))
    dependencies.recordClientLoss(clientLoss(reason, quantity, projectId));
  const { sentAt } = batch;
  const make = () => [
    ...sessions,
    ...admitted.map(({ json, timesSeen }) =>
      receivedEvent(dependencies, json, { request, key, source: 'sdk', sentAt, timesSeen }),
    ),
  ];
  const kept = await appendEvents<ReceivedRecord>(dependencies, make, {
    projectId,
    quantity: sessions.length + admitted.length,
  });
  const first = kept[sessions.length];
  return gate.accepted(first && 'event_id' in first ? first.event_id : undefined);
}

/** Those that the quota lets pass and that can be used. The rest is dropped and counted. */
function readAllSessions(
  dependencies: ReceiverDependencies,
  { batch, key, gate }: { readonly batch: DecodedBatch; readonly key: IngestKey; readonly gate: Gate },
): readonly ReceivedSessions[] {
  const { header, sentAt } = batch;
  const context = { projectId: key.project_id, receivedAt: dependencies.now(), sentAt };
  return batch.sessions.flatMap((told) => {
    if (!gate.admitSessions()) return [];
    try {
      return [readBatchSessions(told, header, context)];
    } catch (error) {
      dropRecorder(dependencies, key.project_id)(dropReasonOf(error), 1);
      return [];
    }
  });
}
