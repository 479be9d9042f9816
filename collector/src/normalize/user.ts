import { isJsonObject, type EventUser, type JsonObject, type ReceivedEvent } from '@bugsage/core';
import { isIP } from 'node:net';
import { boundJsonObject } from './json-value.ts';
import { NORMALIZE_LIMITS } from './limits.ts';
import type { Note } from './notes.ts';
import { readText } from './text.ts';

/** The user of an event; keys without a field of their own go to `data`. Null when nothing identifies anyone. */
export function readUser(
  payload: JsonObject,
  platform: string,
  received: ReceivedEvent,
  note: Note,
): EventUser | null {
  const value = payload['user'];
  const fields = isJsonObject(value) ? value : {};
  if (value !== null && value !== undefined && !isJsonObject(value)) note('user', 'invalid_type', value);
  const lengthMax = NORMALIZE_LIMITS.userTextLengthMax;
  const user: EventUser = {
    id: readText(fields['id'], { path: 'user.id', lengthMax }, note),
    email: readText(
      fields['email'],
      { path: 'user.email', lengthMax: NORMALIZE_LIMITS.userEmailLengthMax },
      note,
    ),
    username: readText(fields['username'], { path: 'user.username', lengthMax }, note),
    ip_address: readAddress(fields['ip_address'], addressIsInferred(payload, platform), received, note),
    data: readUserData(fields, note),
  };
  return Object.values(user).some((field) => field !== null) ? user : null;
}

const FIELDS: ReadonlySet<string> = new Set(['id', 'email', 'username', 'ip_address', 'data']);
/** Platforms whose SDKs run at the user and leave the address to the server. */
const CLIENT_PLATFORMS: ReadonlySet<string> = new Set(['javascript', 'cocoa', 'objc']);

function readUserData(fields: JsonObject, note: Note): JsonObject | null {
  const own = isJsonObject(fields['data']) ? fields['data'] : {};
  const others = Object.entries(fields).filter(([key, value]) => !FIELDS.has(key) && value !== null);
  const bounds = {
    path: 'user.data',
    bytesMax: NORMALIZE_LIMITS.userDataBytesMax,
    depthMax: NORMALIZE_LIMITS.jsonDepthShallowMax,
  };
  const data = boundJsonObject({ ...own, ...Object.fromEntries(others) }, bounds, note);
  return data === null || Object.keys(data).length === 0 ? null : data;
}

/** `{{auto}}` asks for the address we saw; from version 10 on, JavaScript SDKs can forbid it. */
function addressIsInferred(payload: JsonObject, platform: string): boolean {
  const sdk = isJsonObject(payload['sdk']) ? payload['sdk'] : {};
  const settings = isJsonObject(sdk['settings']) ? sdk['settings'] : {};
  return CLIENT_PLATFORMS.has(platform) && settings['infer_ip'] !== 'never';
}

function readAddress(
  value: unknown,
  isInferred: boolean,
  received: ReceivedEvent,
  note: Note,
): string | null {
  if (value === '{{auto}}' || ((value === null || value === undefined) && isInferred))
    return received.remote_address;
  const address = readText(
    value,
    { path: 'user.ip_address', lengthMax: NORMALIZE_LIMITS.ipAddressLengthMax },
    note,
  );
  if (address === null || isIP(address) !== 0) return address;
  note('user.ip_address', 'invalid_value', address);
  return null;
}
