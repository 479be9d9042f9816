import {
  EVENT_LEVELS,
  EVENT_SOURCES,
  UNMAPPED_REASONS,
  type FingerprintedEvent,
  type UnmappedReason,
} from '@bugsage/core';
import { z } from 'zod';

const text = z.string().nullable();
const jsonObject = z.record(z.string(), z.unknown());
const unixMs = z.number();

const framePlace = {
  function: text,
  module: text,
  filename: text,
  abs_path: text,
  lineno: z.number().nullable(),
  colno: z.number().nullable(),
  pre_context: z.array(z.string()),
  context_line: text,
  post_context: z.array(z.string()),
  in_app: z.boolean(),
};

/** What became of a frame that a source map could explain; `sent` is the frame as the client sent it. */
const frameMappingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('mapped'),
    map: z.string(),
    by: z.enum(['debug_id', 'url']),
    sent: z.object(framePlace),
  }),
  z.object({
    kind: z.literal('unmapped'),
    reason: z.enum(Object.keys(UNMAPPED_REASONS) as [UnmappedReason, ...UnmappedReason[]]),
    detail: z.string(),
  }),
]);

const frameSchema = z.object({
  ...framePlace,
  vars: jsonObject.nullable(),
  mapping: frameMappingSchema.exactOptional(),
});

const mechanismSchema = z.object({
  type: z.string(),
  handled: z.boolean().nullable(),
  synthetic: z.boolean(),
  exception_id: z.number().nullable(),
  parent_id: z.number().nullable(),
  source: text,
  is_exception_group: z.boolean(),
  data: jsonObject.nullable(),
});

const exceptionSchema = z.object({
  type: text,
  value: text,
  module: text,
  mechanism: mechanismSchema.nullable(),
  frames: z.array(frameSchema),
});

const breadcrumbSchema = z.object({
  timestamp: unixMs,
  type: z.string(),
  category: text,
  level: z.enum(EVENT_LEVELS),
  message: text,
  data: jsonObject.nullable(),
});

const userSchema = z.object({
  id: text,
  email: text,
  username: text,
  ip_address: text,
  data: jsonObject.nullable(),
});

const requestSchema = z.object({
  url: text,
  method: text,
  query_string: text,
  headers: z.array(z.tuple([z.string(), z.string()])),
  data: z.unknown(),
});

/** A normalized event as it is stored. Times are Unix milliseconds; frames have the crashing call last. */
const normalizedEventSchema = z.object({
  event_id: z.string(),
  project_id: z.number(),
  source: z.enum(EVENT_SOURCES),
  occurred_at: unixMs,
  received_at: unixMs,
  times_seen: z.number(),
  platform: z.string(),
  level: z.enum(EVENT_LEVELS),
  logger: text,
  server_name: text,
  release: text,
  dist: text,
  environment: text,
  transaction: text,
  message: z.object({ template: text, formatted: z.string() }).nullable(),
  exceptions: z.array(exceptionSchema),
  breadcrumbs: z.array(breadcrumbSchema),
  tags: z.array(z.tuple([z.string(), z.string()])),
  user: userSchema.nullable(),
  request: requestSchema.nullable(),
  contexts: jsonObject,
  extra: jsonObject,
  modules: jsonObject,
  sdk: z.object({ name: z.string(), version: z.string() }).nullable(),
  client_fingerprint: z.array(z.string()).nullable(),
  debug_images: z.array(jsonObject),
  notes: z.array(z.object({ path: z.string(), error: z.string(), original: z.string().exactOptional() })),
});

/** Why an event is in its issue: the parts that were hashed, and those that were not, each with the reason. */
export const groupingSchema = z.object({
  version: z.string(),
  fingerprint: z.string(),
  alternatives: z.array(z.string()),
  parts: z.array(z.object({ name: z.string(), value: z.string(), hashed: z.boolean(), reason: z.string() })),
  title: z.string(),
  culprit: z.string(),
  type: z.string(),
  value: z.string(),
});

export const eventSchema = z.object({ event: normalizedEventSchema, grouping: groupingSchema });

/** The stored event in the writable types zod infers; fails to compile when the two shapes drift apart. */
export function eventAnswer({ event, grouping }: FingerprintedEvent): z.infer<typeof eventSchema> {
  return { event, grouping } as Writable<FingerprintedEvent>;
}

type Writable<T> = T extends readonly [infer First, infer Second]
  ? [First, Second]
  : T extends readonly (infer Item)[]
    ? Writable<Item>[]
    : T extends object
      ? { -readonly [Key in keyof T]: Writable<T[Key]> }
      : T;

/** A row of an event list. Times are Unix milliseconds. */
export const eventSummarySchema = z.object({
  event_id: z.string(),
  occurred_at: unixMs,
  received_at: unixMs,
  title: z.string(),
  level: z.string(),
  release: text,
  environment: text,
  user: text,
  times_seen: z.int().nonnegative(),
});
