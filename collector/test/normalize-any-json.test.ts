import type { JsonObject, NormalizedEvent } from '@bugsage/core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprint } from '@bugsage/fingerprint';
import { normalize } from '../src/normalize/index.ts';
import { scrub } from '../src/scrub/index.ts';
import { receivedOf } from './received-event.ts';

/** Fields of the event schema; the arbitrary puts any JSON value into any of them, and into their fields. */
const EVENT_FIELDS =
  'timestamp platform level logger server_name release dist environment transaction fingerprint tags extra contexts request user sdk modules breadcrumbs logentry message exception threads stacktrace debug_meta culprit'.split(
    ' ',
  );
const INNER_FIELDS =
  'values type value module mechanism stacktrace frames function filename abs_path lineno colno pre_context context_line post_context in_app vars message formatted params url method query_string headers cookies data id email username ip_address timestamp category level key exception_id parent_id is_exception_group synthetic crashed images name version'.split(
    ' ',
  );

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '\0',
    '\uD800',
    'https://u:p@h/?token=x',
    'TypeError: x',
    '{{ default }}',
    '__proto__',
    '1e999',
  ),
);
const scalar = fc.oneof(fc.constant(null), fc.boolean(), fc.double(), fc.integer(), text);
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 5 }),
    tie('object'),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...INNER_FIELDS), text), tie('value'), { maxKeys: 6 }),
}));
const payload = fc.dictionary(fc.constantFrom(...EVENT_FIELDS), anyValue, {
  maxKeys: 12,
}) as fc.Arbitrary<JsonObject>;

const RUNS = { numRuns: 1500 };
/** No normalized event is larger than an accepted one plus what its own structure adds. */
const BYTES_MAX = 2 * 1024 * 1024;

test('any JSON in any place gives a valid, bounded event that stores can hold', () => {
  fc.assert(
    fc.property(payload, (anyPayload) => {
      const event = normalize(receivedOf(anyPayload));
      const json = JSON.stringify(event);
      expect(refusedTexts(event)).toEqual([]);
      expect(json.length).toBeLessThan(BYTES_MAX);
      expect(JSON.parse(json)).toEqual(event);
      expect(shapeErrors(event)).toEqual([]);
    }),
    RUNS,
  );
});

test('the same received event is normalized to the same event', () => {
  fc.assert(
    fc.property(payload, (anyPayload) => {
      expect(normalize(receivedOf(anyPayload))).toEqual(normalize(receivedOf(structuredClone(anyPayload))));
    }),
    RUNS,
  );
});

test('a normalized event has nothing left to repair', () => {
  fc.assert(
    fc.property(payload, (anyPayload) => {
      const first = normalize(receivedOf(anyPayload));
      const second = normalize(receivedOf(asPayload(first)));
      expect(second.notes.filter((note) => !note.path.startsWith('timestamp'))).toEqual([]);
      expect({ ...second, notes: [] }).toEqual({ ...first, notes: [] });
    }),
    RUNS,
  );
});

test('scrub keeps the shape, and all of it can be normalized and keyed', () => {
  fc.assert(
    fc.property(payload, (anyPayload) => {
      const scrubbed = scrub(anyPayload);
      expect(scrub(scrubbed)).toEqual(scrubbed);
      expect(fingerprint(normalize(receivedOf(scrubbed))).fingerprint).toMatch(/^[0-9a-f]{32}$/);
    }),
    RUNS,
  );
});

/** Keys and texts with NUL or half a surrogate pair: Postgres and ClickHouse refuse them. */
function refusedTexts(value: unknown): string[] {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0') ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => refusedTexts(key).concat(refusedTexts(inner)));
}

/** What zod would say of the types, for the fields where a wrong type would hurt a store. */
function shapeErrors(event: NormalizedEvent): string[] {
  const frames = event.exceptions.flatMap((exception) => exception.frames);
  const numbers = [event.occurred_at, event.times_seen, ...event.breadcrumbs.map((crumb) => crumb.timestamp)];
  const lines = frames.flatMap((frame) => [frame.lineno, frame.colno]);
  return [
    ...numbers
      .filter((number) => !Number.isSafeInteger(number) || number < 0)
      .map((number) => `not a time: ${number}`),
    ...lines
      .filter((line) => line !== null && (!Number.isInteger(line) || line < 1 || line > 2 ** 31 - 1))
      .map((line) => `not a line: ${line}`),
    ...event.tags
      .filter(([key, value]) => key === '' || value === '' || value.includes('\n'))
      .map(([key]) => `bad tag ${key}`),
    ...frames.filter((frame) => typeof frame.in_app !== 'boolean').map(() => 'in_app is not known'),
  ];
}

/** The normalized event in the words of the protocol. */
function asPayload(event: NormalizedEvent): JsonObject {
  return JSON.parse(
    JSON.stringify({
      ...event,
      timestamp: event.occurred_at,
      fingerprint: event.client_fingerprint,
      logentry:
        event.message === null
          ? null
          : { message: event.message.template, formatted: event.message.formatted },
      message: null,
      exception: event.exceptions.map((exception) => ({
        ...exception,
        stacktrace: { frames: exception.frames },
      })),
      debug_meta: { images: event.debug_images },
    }),
  ) as JsonObject;
}
