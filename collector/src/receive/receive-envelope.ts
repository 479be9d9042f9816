import {
  BugSageError,
  LIMITS,
  parseDsn,
  type IngestKey,
  type JsonObject,
  type ReceivedSessions,
} from '@bugsage/core';
import type { HttpAnswer, HttpRequest } from '../http/index.ts';
import type { ReceivedRecord } from '../store/decode-records.ts';
import { appendEvents, EventsRefused } from './append-events.ts';
import { authenticate, missingKey, parseProjectId } from './authenticate.ts';
import { readClientReport } from './client-loss.ts';
import { readCredentials } from './credentials.ts';
import { decompress } from './decompress.ts';
import { dropRecorder, type RecordDrop, type ReceiverDependencies } from './dependencies.ts';
import { canonicalEventId } from './event-id.ts';
import { type Gate, openGate } from './gate.ts';
import { isOtherThanError, treatmentOf } from './item-types.ts';
import { RECEIVE_LIMITS } from './limits.ts';
import { type Envelope, type EnvelopeItem, parseEnvelope } from './parse-envelope.ts';
import { parseJsonObject } from './parse-json.ts';
import { readSessions } from './read-sessions.ts';
import { parseSentAt, receivedEvent } from './received-event.ts';
import { dropReasonOf, refusal } from './refusal.ts';

/**
 * `POST /api/{project}/envelope/`, and with `projectText` undefined `POST /api/tunnel/`, where only the DSN in the
 * envelope says which project is meant. Keeps the first event; everything else is counted.
 */
export async function receiveEnvelope(
  dependencies: ReceiverDependencies,
  request: HttpRequest,
  projectText: string | undefined,
): Promise<HttpAnswer> {
  const projectId = projectText === undefined ? undefined : parseProjectId(projectText);
  const credentials = readCredentials(request);
  const { findIngestKey } = dependencies;
  const early =
    credentials && projectId
      ? await authenticate(findIngestKey, { key: credentials.key, projectId })
      : undefined;
  const body = await request.readBody(LIMITS.requestBodyBytesMax);
  const bytes = await decompress(body, request.header('content-encoding'), LIMITS.decompressedBytesMax);
  const envelope = parseEnvelope(bytes);
  const key = await authenticateEnvelope(dependencies, { envelope, projectId, early });
  const eventId = canonicalEventId(envelope.headers['event_id']);
  const gate = openGate(dependencies, { key, request });
  const sentAt = parseSentAt(envelope.headers['sent_at']) ?? credentials?.sentAt ?? null;
  const { payload, sessions } = takeItems(dependencies, envelope, { key, gate, sentAt });
  // Client reports have no quota: a request with one passed in part.
  const reports = envelope.items.filter(({ type }) => type === 'client_report').length;
  if (!payload && sessions.length === 0) return gate.refusal(reports) ?? gate.accepted(eventId);
  const context = { request, key, source: 'sentry', sentAt, envelopeEventId: eventId } as const;
  const make = () => [...sessions, ...(payload ? [receivedEvent(dependencies, payload, context)] : [])];
  const kept = await appendEvents<ReceivedRecord>(dependencies, make, {
    projectId: key.project_id,
    quantity: sessions.length + (payload ? 1 : 0),
  });
  const last = kept.at(-1);
  return gate.accepted(last && 'event_id' in last ? last.event_id : eventId);
}

type Claims = {
  readonly envelope: Envelope;
  readonly projectId: number | undefined;
  /** From header or query. */
  readonly early: IngestKey | undefined;
};

/** A DSN in the envelope is the last place for a key; beside another one it must belong to the same project. */
async function authenticateEnvelope(
  { findIngestKey }: ReceiverDependencies,
  { envelope, projectId, early }: Claims,
): Promise<IngestKey> {
  const { dsn } = envelope.headers;
  if (typeof dsn !== 'string') {
    if (!early) throw missingKey();
    return early;
  }
  // Host and scheme do not matter: tunnels rewrite them.
  if (early && dsn.includes(`//${early.public_key}@`)) return early;
  const { key, projectId: dsnProject } = parseDsn(dsn);
  const named = await authenticate(findIngestKey, { key, projectId: projectId ?? dsnProject });
  return early ?? named;
}

type Taken = { readonly payload: JsonObject | undefined; readonly sessions: readonly ReceivedSessions[] };

/** The first event of the envelope that can be read, and what it tells of sessions. The rest is dropped and counted. */
function takeItems(
  dependencies: ReceiverDependencies,
  envelope: Envelope,
  { key, gate, sentAt }: { readonly key: IngestKey; readonly gate: Gate; readonly sentAt: number | null },
): Taken {
  const sessionContext = { projectId: key.project_id, receivedAt: dependencies.now(), sentAt };
  const sessions: ReceivedSessions[] = [];
  const drop = dropRecorder(dependencies, key.project_id);
  let kept: JsonObject | undefined;
  let tooLarge: BugSageError | undefined;
  let vainBytes = 0;
  const takeSessions = (item: EnvelopeItem): void => {
    if (!gate.admitSessions()) return;
    try {
      sessions.push(readSessions(item, sessionContext));
    } catch (error) {
      drop(dropReasonOf(error), 1);
    }
  };
  dependencies.recordReceived(countItems(envelope));
  for (const item of envelope.items) {
    const treatment = treatmentOf(item.type);
    if (treatment === 'client_report') reportLosses(dependencies, item, key);
    else if (treatment === 'sessions') takeSessions(item);
    else if (treatment !== 'event') drop(treatment, 1);
    else if (kept || vainBytes >= RECEIVE_LIMITS.vainEventBytesMax) drop('extra_event', 1);
    else if (gate.isOpen()) {
      try {
        const payload = readEvent(item, drop);
        if (payload && gate.admit(payload)) kept = payload;
      } catch (error) {
        if (!tooLarge && error instanceof BugSageError && error.kind === 'too_large') tooLarge = error;
        else drop(dropReasonOf(error), 1);
      }
      // What is above the limit of one event was not read.
      if (item.payload.length <= LIMITS.eventBytesMax) vainBytes += item.payload.length;
    }
  }
  if (envelope.isTruncated) drop('too_large', 1);
  // The client should hear it when nothing is left; beside a kept event it is only counted.
  if (tooLarge && !kept && sessions.length === 0)
    throw new EventsRefused({ cause: tooLarge, projectId: key.project_id, quantity: 1 });
  if (tooLarge) drop('too_large', 1);
  return { payload: kept, sessions };
}

/** A report tells of events that never came; it is no item of its own unless it cannot be read. */
function countItems({ items, isTruncated }: Envelope): number {
  const reports = items.filter(({ type }) => treatmentOf(type) === 'client_report').length;
  return items.length - reports + (isTruncated ? 1 : 0);
}

function readEvent(item: EnvelopeItem, drop: RecordDrop): JsonObject | undefined {
  const payload = parseEvent(item.payload);
  if (!isOtherThanError(payload)) return payload;
  drop('unsupported_item', 1);
  return undefined;
}

/** One event of any Sentry endpoint. Throws `too_large`, `too_deep` or `invalid_json`. */
export function parseEvent(bytes: Buffer): JsonObject {
  if (bytes.length > LIMITS.eventBytesMax)
    throw refusal('too_large', `The event has ${bytes.length} bytes, the limit is ${LIMITS.eventBytesMax}.`);
  return parseJsonObject(bytes);
}

function reportLosses(dependencies: ReceiverDependencies, item: EnvelopeItem, key: IngestKey): void {
  try {
    for (const loss of readClientReport(item.payload, key.project_id)) dependencies.recordClientLoss(loss);
  } catch (error) {
    dependencies.recordReceived(1);
    dropRecorder(dependencies, key.project_id)(dropReasonOf(error), 1);
  }
}
