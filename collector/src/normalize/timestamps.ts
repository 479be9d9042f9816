import { LIMITS, type ReceivedEvent } from '@bugsage/core';
import type { Note } from './notes.ts';

const SECOND_MS = 1000;
const DAY_MS = 86_400 * SECOND_MS;
/** A number above is milliseconds: as seconds it would be the year 5138. */
const SECONDS_MAX = 1e11;
const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9})\d*)?(Z|[+-]\d\d:?\d\d)?$/i;

/** RFC 3339 (no zone is UTC) or a number of seconds -> Unix milliseconds; null when it is neither or before 1970. */
export function parseTimestamp(value: unknown): number | null {
  if (typeof value === 'number') return validMs(value > SECONDS_MAX ? value : value * SECOND_MS);
  if (typeof value !== 'string' || value.length > 64) return null;
  const text = value.trim();
  const asNumber = text === '' ? Number.NaN : Number(text);
  return Number.isNaN(asNumber) ? parseRfc3339(text) : parseTimestamp(asNumber);
}

/** Milliseconds to add to all times of an event because the client's clock is off (protocol.md 1.14). */
export function clockDriftMs(received: ReceivedEvent, note: Note): number {
  if (received.sent_at === null) return 0;
  const driftMs = received.received_at - received.sent_at;
  if (!Number.isFinite(driftMs) || Math.abs(driftMs) < LIMITS.clockDriftSecondsMin * SECOND_MS) return 0;
  note('timestamp', 'clock_drift', received.sent_at);
  return driftMs;
}

/** The client's moment in Unix milliseconds; ours when it sent none or one that cannot be. */
export function readOccurredAt(value: unknown, received: ReceivedEvent, driftMs: number, note: Note): number {
  if (value === null || value === undefined) return received.received_at;
  const sent = parseTimestamp(value);
  if (sent === null) {
    note('timestamp', 'invalid_value', value);
    return received.received_at;
  }
  const corrected = sent + driftMs;
  if (corrected > received.received_at + LIMITS.eventFutureSecondsMax * SECOND_MS) {
    note('timestamp', 'future_timestamp', value);
    return received.received_at;
  }
  if (corrected < received.received_at - LIMITS.eventAgeDaysMax * DAY_MS) {
    note('timestamp', 'past_timestamp', value);
    return received.received_at;
  }
  return corrected;
}

function parseRfc3339(text: string): number | null {
  const match = RFC3339.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match;
  // A leap second (:60) is the second before it: no clock here counts it.
  const wholeSecond = Math.min(Number(second), 59);
  const utc = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    wholeSecond,
  );
  if (Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31 || Number(hour) > 23)
    return null;
  return validMs(utc + Number(`0.${fraction || '0'}`) * SECOND_MS - zoneMs(zone));
}

function zoneMs(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const digits = zone.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (zone.startsWith('-') ? -1 : 1) * minutes * 60 * SECOND_MS;
}

/** Year 9999: what RFC 3339 can write and both stores can hold. */
const TIMESTAMP_MS_MAX = 253_402_300_799_999;

function validMs(value: number): number | null {
  const rounded = Math.round(value);
  return Number.isFinite(rounded) && rounded >= 0 && rounded <= TIMESTAMP_MS_MAX ? rounded + 0 : null;
}
