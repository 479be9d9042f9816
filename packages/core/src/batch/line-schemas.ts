import { z } from 'zod';

import type { JsonObject } from '../json.ts';
import { BATCH_LIMITS } from './limits.ts';

/**
 * Shapes of the lines as they arrive; whether an index points anywhere is checked where it is followed. Unknown keys
 * of objects and surplus members of rows are ignored, so that a newer client can add to the format.
 */
const index = z.int().min(0);
const optionalIndex = index.nullish();
/** Absent at the end of a tuple, or null inside of it. */
const lastIndex = optionalIndex.optional();
/** Negative when the client's clock was set back; a century bounds both directions. */
const ageMs = z.number().min(-3.2e12).max(3.2e12);
const position = z.int().min(0).max(0x7fff_ffff);
const hexId = z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 lower-case hex characters');
const shortText = z.string().max(256);
/** What an application names itself; a longer name is cut, its events are worth more than its length. */
const ownName = z.coerce.string().transform((text) => text.slice(0, 256));
const object = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);

export const headerSchema = z.object({
  k: z.string().regex(/^[0-9a-f]{32}$/, 'expected an ingest key of 32 lower-case hex characters'),
  sdk: z.tuple([shortText, shortText], z.unknown()),
  p: z.enum(['javascript', 'node']),
  at: z.int().min(0).max(8_640_000_000_000_000),
  rel: ownName.optional(),
  env: ownName.optional(),
  ctx: object.optional(),
  lost: z
    .record(z.string().max(64), z.int().min(0).max(BATCH_LIMITS.repeatCountMax))
    .refine((lost) => Object.keys(lost).length <= BATCH_LIMITS.lostReasonsMax, 'too many reasons')
    .default({}),
  t: z.array(z.unknown()).max(BATCH_LIMITS.tableMax),
});

export const frameSchema = z.tuple(
  [
    optionalIndex,
    optionalIndex,
    position,
    position,
    z.int().min(0),
    z.int().min(0).max(100).nullish().optional(),
    lastIndex,
    lastIndex,
  ],
  z.unknown(),
);

export const breadcrumbSchema = z.tuple(
  [ageMs, optionalIndex, optionalIndex, lastIndex, lastIndex],
  z.unknown(),
);

const flag = z.boolean().nullish().optional();

const exception = z.tuple(
  [
    optionalIndex,
    optionalIndex,
    z.array(optionalIndex).max(BATCH_LIMITS.callsPerExceptionMax).nullish().optional(),
    lastIndex,
    lastIndex,
    lastIndex,
    flag,
    flag,
  ],
  z.unknown(),
);

const detail = z.object({
  h: z.tuple([optionalIndex, z.boolean()], z.unknown()).optional(),
  r: z.tuple([z.int().min(1).max(BATCH_LIMITS.repeatCountMax), ageMs], z.unknown()).optional(),
  m: index.optional(),
  u: index.optional(),
  t: index.optional(),
  c: index.optional(),
  x: index.optional(),
  b: z.array(optionalIndex).max(BATCH_LIMITS.breadcrumbsPerEventMax).optional(),
  fp: z.array(optionalIndex).max(BATCH_LIMITS.fingerprintPartsMax).optional(),
  tr: index.optional(),
  url: index.optional(),
  d: index.optional(),
});

export const eventRowSchema = z.tuple(
  [
    z.literal('e'),
    hexId,
    ageMs,
    optionalIndex,
    z.array(exception).max(BATCH_LIMITS.exceptionsPerEventMax),
    detail,
  ],
  z.unknown(),
);

const count = z.int().min(0).max(BATCH_LIMITS.sessionsCountedMax).optional();

export const sessionRowSchema = z.tuple(
  [
    z.literal('s'),
    hexId,
    z.int().min(0).max(8_640_000_000_000_000),
    z.object({ ok: count, exited: count, errored: count, abnormal: count, crashed: count }),
    z.string().max(256).nullish().optional(),
  ],
  z.unknown(),
);

export type HeaderLine = z.infer<typeof headerSchema>;
export type EventRow = z.infer<typeof eventRowSchema>;
export type ExceptionTuple = EventRow[4][number];
