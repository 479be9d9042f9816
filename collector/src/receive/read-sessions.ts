import { userHash } from '@bugsage/backends';
import {
  isJsonObject,
  LIMITS,
  type Json,
  type JsonObject,
  type ReceivedSessions,
  type SessionRow,
} from '@bugsage/core';
import type { DecodedSessions } from '@bugsage/core/batch';
import { parseTimestamp, readRelease } from '../normalize/index.ts';
import { RECEIVE_LIMITS } from './limits.ts';
import { parseJsonObject } from './parse-json.ts';
import { refusal } from './refusal.ts';

const HOUR_MS = 3_600_000;

export type SessionContext = {
  readonly projectId: number;
  /** Unix milliseconds, our clock. */
  readonly receivedAt: number;
  /** Unix milliseconds of the client's clock; null when unknown. */
  readonly sentAt: number | null;
};

/**
 * What an envelope item `session` or `sessions` tells (protocol.md 1.5). Throws `too_large`, `invalid_json`, or
 * `invalid_session`: without release, without start, or of a time that cannot be.
 */
export function readSessions(
  item: { readonly type: string; readonly payload: Buffer },
  context: SessionContext,
): ReceivedSessions {
  const { sessionBytesMax } = RECEIVE_LIMITS;
  if (item.payload.length > sessionBytesMax)
    throw refusal(
      'too_large',
      `The sessions have ${item.payload.length} bytes, the limit is ${sessionBytesMax}.`,
    );
  const payload = parseJsonObject(item.payload);
  const names = namesOf(payload);
  const rows = item.type === 'session' ? [singleRow(payload, context)] : countedRows(payload, context);
  return {
    kind: 'sessions',
    project_id: context.projectId,
    received_at: context.receivedAt,
    rows: rows.map((row) => ({ ...names, ...row })),
  };
}

/** The same of a row of a batch; what is told with the same id and start again is the same sessions. */
export function readBatchSessions(
  { id, startedAt, counts, user }: DecodedSessions,
  attributes: { readonly release: string | null; readonly environment: string | null },
  context: SessionContext,
): ReceivedSessions {
  const { ok = 0, exited = 0, ...bad } = counts;
  const aggregate = { ...bad, exited: ok + exited, started: startedAt / 1000, did: user };
  return {
    kind: 'sessions',
    project_id: context.projectId,
    received_at: context.receivedAt,
    rows: [{ ...namesOf({ attrs: attributes }), ...countedRow(aggregate, context), session_id: id }],
  };
}

type Names = Pick<SessionRow, 'release' | 'environment'>;
type Counts = Omit<SessionRow, keyof Names>;

function namesOf(payload: JsonObject): Names {
  const attributes = isJsonObject(payload['attrs']) ? payload['attrs'] : {};
  const { release, environment } = readRelease(
    attributes,
    () => undefined,
    () => undefined,
  );
  if (release === null) throw refusal('invalid_session', 'The session names no release that can be used.');
  return { release, environment: environment ?? '' };
}

const SESSION_ID = /^[0-9a-f]{32}$/;
/** Its session ended because the process stopped answering. */
const FROZEN = /^anr_(?:foreground|background)$/;

function singleRow(payload: JsonObject, context: SessionContext): Counts {
  const id = typeof payload['sid'] === 'string' ? payload['sid'].toLowerCase().replaceAll('-', '') : '';
  if (!SESSION_ID.test(id)) throw refusal('invalid_session', 'The session has no id (sid) that is a UUID.');
  const { status } = payload;
  const isAbnormal = status === 'abnormal';
  const mechanism = payload['abnormal_mechanism'];
  const hasErrors = typeof payload['errors'] === 'number' && payload['errors'] > 0;
  const isBad = status === 'errored' || status === 'crashed' || status === 'unhandled' || isAbnormal;
  return {
    started_at: startOf(payload['started'], context),
    session_id: id,
    user_hash: hashOf(payload['did']),
    sessions: 1,
    errored: Number(hasErrors || isBad),
    unhandled: Number(status === 'unhandled'),
    abnormal: Number(isAbnormal),
    frozen: Number(isAbnormal && typeof mechanism === 'string' && FROZEN.test(mechanism)),
    crashed: Number(status === 'crashed'),
  };
}

/** In `sessions`, `errored` are those with handled errors only. */
function countedRows({ aggregates }: JsonObject, context: SessionContext): Counts[] {
  if (!Array.isArray(aggregates))
    throw refusal('invalid_session', 'The sessions have no list of aggregates.');
  const { aggregatesMax } = RECEIVE_LIMITS;
  if (aggregates.length > aggregatesMax)
    throw refusal('too_large', `There are ${aggregates.length} aggregates, the limit is ${aggregatesMax}.`);
  return (aggregates as readonly Json[]).map((aggregate) => {
    if (!isJsonObject(aggregate)) throw refusal('invalid_session', 'An aggregate is no object.');
    return countedRow(aggregate, context);
  });
}

function countedRow(aggregate: JsonObject, context: SessionContext): Counts {
  const count = (name: string): number => countOf(aggregate[name]);
  const bad = { unhandled: count('unhandled'), abnormal: count('abnormal'), crashed: count('crashed') };
  const errored = count('errored') + bad.unhandled + bad.abnormal + bad.crashed;
  return {
    started_at: startOf(aggregate['started'], context),
    session_id: null,
    user_hash: hashOf(aggregate['did']),
    sessions: count('exited') + errored,
    errored,
    ...bad,
    frozen: 0,
  };
}

function countOf(value: Json | undefined): number {
  if (value === undefined || value === null) return 0;
  if (
    typeof value === 'number' &&
    Number.isInteger(value) &&
    value >= 0 &&
    value <= RECEIVE_LIMITS.sessionsCountedMax
  )
    return value;
  throw refusal(
    'invalid_session',
    `A count of sessions is no whole number up to ${RECEIVE_LIMITS.sessionsCountedMax}.`,
  );
}

/** `did` is an id, an address or a name, and is hashed as the user of an event would be. */
function hashOf(did: Json | undefined): string {
  const text = typeof did === 'number' ? String(did) : did;
  if (typeof text !== 'string' || text === '') return '';
  return userHash({ id: text, email: null, username: null, ip_address: null, data: null }) ?? '';
}

/** A clock that is off is corrected by whole hours, rounded down: updates agree on the start, and none is in the future. */
function startOf(value: Json | undefined, { receivedAt, sentAt }: SessionContext): number {
  const started = parseTimestamp(value);
  if (started === null) throw refusal('invalid_session', 'The session does not say when it started.');
  const offMs = sentAt === null ? 0 : receivedAt - sentAt;
  const isOff = Math.abs(offMs) >= LIMITS.clockDriftSecondsMin * 1000;
  const driftMs = isOff ? Math.floor(offMs / HOUR_MS) * HOUR_MS : 0;
  const corrected = started + driftMs;
  const { sessionAgeMsMax, sessionFutureMsMax } = RECEIVE_LIMITS;
  if (corrected < receivedAt - sessionAgeMsMax)
    throw refusal('invalid_session', 'The session started more than five days ago.');
  if (corrected > receivedAt + sessionFutureMsMax)
    throw refusal('invalid_session', 'The session starts in the future.');
  return corrected;
}
