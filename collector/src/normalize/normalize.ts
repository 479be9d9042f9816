import { isJsonObject, type JsonObject, type NormalizedEvent, type ReceivedEvent } from '@bugsage/core';
import { withShortNames } from './aliases.ts';
import { readBreadcrumbs } from './breadcrumbs.ts';
import { readClientFingerprint } from './client-fingerprint.ts';
import { readContexts, readExtra, readModules } from './contexts.ts';
import { readDebugImages } from './debug-images.ts';
import { readExceptions } from './exceptions.ts';
import { readLevel } from './level.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import { readMessage } from './message.ts';
import { createNoteBook, type Note } from './notes.ts';
import { readPlatform } from './platform.ts';
import { readRelease } from './release.ts';
import { readRequest } from './request.ts';
import { readSdk } from './sdk.ts';
import { rawTag, readTags } from './tags.ts';
import { readText } from './text.ts';
import { clockDriftMs, readOccurredAt } from './timestamps.ts';
import { readUser } from './user.ts';

/**
 * Gives every field of an event its one shape and bound (protocol.md 1.12-1.14). Never throws and never rejects: what
 * cannot be used is null and noted. Deterministic: the only clock is `received_at`, so a replay gives the same event.
 */
export function normalize(received: ReceivedEvent): NormalizedEvent {
  const { note, list } = createNoteBook();
  const payload = withShortNames(isJsonObject(received.payload) ? received.payload : {});
  const platform = readPlatform(payload['platform'], note);
  const driftMs = clockDriftMs(received, note);
  const occurredAt = readOccurredAt(payload['timestamp'], received, driftMs, note);
  return {
    event_id: received.event_id,
    project_id: received.project_id,
    source: received.source,
    occurred_at: occurredAt,
    received_at: received.received_at,
    times_seen: Math.max(1, Math.trunc(received.times_seen) || 1),
    platform,
    level: readLevel(payload['level'], 'error', 'level', note),
    ...readOrigin(payload, note),
    message: readMessage(payload, note),
    exceptions: readExceptions(payload, platform, note),
    breadcrumbs: readBreadcrumbs(payload['breadcrumbs'], occurredAt, driftMs, note),
    user: readUser(payload, platform, received, note),
    request: readRequest(payload['request'], note),
    contexts: readContexts(payload['contexts'], note),
    extra: readExtra(payload['extra'], note),
    modules: readModules(payload['modules'], note),
    sdk: readSdk(payload['sdk'], note),
    client_fingerprint: readClientFingerprint(payload['fingerprint'], note),
    debug_images: readDebugImages(payload['debug_meta'], note),
    notes: list(),
  };
}

type Origin = Pick<
  NormalizedEvent,
  'logger' | 'server_name' | 'release' | 'dist' | 'environment' | 'transaction' | 'tags'
>;

/** Where the event comes from: fields that tags may stand in for, and the tags themselves. */
function readOrigin(payload: JsonObject, note: Note): Origin {
  const { loggerLengthMax, serverNameLengthMax, transactionLengthMax } = NORMALIZE_LIMITS;
  const serverName = readText(
    payload['server_name'],
    { path: 'server_name', lengthMax: serverNameLengthMax },
    note,
  );
  const transaction = readText(
    payload['transaction'],
    { path: 'transaction', lengthMax: transactionLengthMax },
    note,
  );
  return {
    logger: readText(payload['logger'], { path: 'logger', lengthMax: loggerLengthMax }, note),
    server_name: serverName,
    ...readRelease(payload, (key) => rawTag(payload['tags'], key), note),
    transaction:
      transaction ?? readText(payload['culprit'], { path: 'culprit', lengthMax: transactionLengthMax }, note),
    tags: readTags(payload['tags'], serverName, note),
  };
}
