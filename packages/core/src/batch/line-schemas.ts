import { z } from 'zod';

import { EVENT_LEVELS } from '../event.ts';
import type { JsonObject } from '../json.ts';
import { BATCH_LIMITS } from './limits.ts';

/**
 * Shapes of the lines as they arrive; whether an index points anywhere is checked where it is followed. Unknown keys
 * of objects and surplus members of rows are ignored, so that a newer client can add to the format.
 */
const index = z.int().min(0);
const optionalIndex = index.nullish();
const level = z
  .int()
  .min(0)
  .max(EVENT_LEVELS.length - 1);
/** Negative when the client's clock was set back; a century bounds both directions. */
const ageMs = z.int().min(-3.2e12).max(3.2e12);
const position = z.int().min(0).max(0x7fff_ffff);
const eventId = z.string().regex(/^[0-9a-f]{32}$/, 'expected 32 lower-case hex characters');
const shortText = z.string().max(256);
const object = z.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);

const frame = z.tuple([optionalIndex, optionalIndex, position, position, z.int().min(0)], z.unknown());
const breadcrumb = z.tuple(
  [ageMs, index, level, optionalIndex.optional(), optionalIndex.optional()],
  z.unknown(),
);

export const headerSchema = z.object({
  k: z.string().regex(/^[0-9a-f]{32}$/, 'expected an ingest key of 32 lower-case hex characters'),
  sdk: z.tuple([shortText, shortText], z.unknown()),
  p: z.enum(['javascript', 'node']),
  at: z.int().min(0).max(8_640_000_000_000_000),
  rel: shortText.optional(),
  env: shortText.optional(),
  ua: z.string().max(1024).optional(),
  ctx: object.optional(),
  lost: z
    .record(z.string().max(64), z.int().min(0).max(BATCH_LIMITS.repeatCountMax))
    .refine((lost) => Object.keys(lost).length <= BATCH_LIMITS.lostReasonsMax, 'too many reasons')
    .default({}),
  s: z.array(z.string()).max(BATCH_LIMITS.stringsMax),
  f: z.array(frame).max(BATCH_LIMITS.framesMax),
  o: z.array(object).max(BATCH_LIMITS.objectsMax),
  b: z.array(breadcrumb).max(BATCH_LIMITS.breadcrumbsMax),
});

/** Members 5 and 6 of a frame, present only together. */
export const frameContextSchema = z.tuple([z.int().min(0).max(100), index], z.unknown());

const exception = z.tuple(
  [
    index,
    index,
    z.array(index).max(BATCH_LIMITS.framesPerExceptionMax),
    optionalIndex.optional(),
    optionalIndex.optional(),
    optionalIndex.optional(),
    z.int().min(0).nullish().optional(),
  ],
  z.unknown(),
);

const detail = z.object({
  h: z.tuple([index, z.union([z.literal(0), z.literal(1)])], z.unknown()).optional(),
  m: index.optional(),
  u: index.optional(),
  t: index.optional(),
  c: index.optional(),
  x: index.optional(),
  b: z.array(index).max(BATCH_LIMITS.breadcrumbsPerEventMax).optional(),
  fp: z.array(index).max(32).optional(),
  tr: index.optional(),
  url: index.optional(),
});

export const eventRowSchema = z.tuple(
  [z.literal('e'), eventId, ageMs, level, z.array(exception).max(BATCH_LIMITS.exceptionsPerEventMax), detail],
  z.unknown(),
);

export const repeatRowSchema = z.tuple(
  [z.literal('r'), eventId, z.int().min(1).max(BATCH_LIMITS.repeatCountMax), ageMs],
  z.unknown(),
);

export type HeaderLine = z.infer<typeof headerSchema>;
export type EventRow = z.infer<typeof eventRowSchema>;
export type ExceptionTuple = EventRow[4][number];
