import type { JsonObject } from '../json.ts';

/**
 * The compact batch, version 1 (docs/batch-format.md). These are the lines as they travel. Types only: the SDK must
 * be able to import this file without taking a byte of runtime code.
 *
 * A `StringIndex` counts from 0 into `BatchHeaderLine.s`, a `FrameIndex` into `f`, an `ObjectIndex` into `o`, a
 * `BreadcrumbIndex` into `b`. `null` stands for an absent value inside a tuple; absent values at the end are left out.
 */
export type StringIndex = number;
export type FrameIndex = number;
export type ObjectIndex = number;
export type BreadcrumbIndex = number;

export type BatchPlatform = 'javascript' | 'node';

/** Line 1. */
export type BatchHeaderLine = {
  readonly v: 1;
  /** Ingest key, 32 lower-case hex. */
  readonly k: string;
  readonly sdk: readonly [name: string, version: string];
  readonly p: BatchPlatform;
  /** Unix milliseconds of the client's clock when it sent. Every age below counts back from here. */
  readonly at: number;
  readonly rel?: string;
  readonly env?: string;
  /** User agent of the browser. */
  readonly ua?: string;
  /** Contexts of the process, shared by all events; an event's own context of the same name wins. */
  readonly ctx?: JsonObject;
  /** What the client dropped since its last delivered batch, counted by reason. */
  readonly lost?: { readonly [reason: string]: number };
  readonly s: readonly string[];
  readonly f: readonly WireFrame[];
  readonly o: readonly JsonObject[];
  readonly b: readonly WireBreadcrumb[];
};

/**
 * `flags`: 1 in-app, 2 not in-app (neither: unknown, the collector decides), 4 asynchronous. Lines and columns are
 * 1-based, 0 is unknown. `context` names a text of source lines joined with `\n`, of which `linesBefore` come before
 * the line of the frame.
 */
export type WireFrame = readonly [
  file: StringIndex | null,
  functionName: StringIndex | null,
  line: number,
  column: number,
  flags: number,
  linesBefore?: number,
  context?: StringIndex,
];

export type WireBreadcrumb = readonly [
  ageMs: number,
  category: StringIndex,
  level: number,
  message?: StringIndex | null,
  data?: ObjectIndex | null,
];

/** `flags`: 1 group of errors (AggregateError), 2 synthetic (the SDK made the stack or the type). Frames: crashing first. */
export type WireException = readonly [
  type: StringIndex,
  value: StringIndex,
  frames: readonly FrameIndex[],
  parent?: number | null,
  source?: StringIndex | null,
  properties?: ObjectIndex | null,
  flags?: number,
];

/** Everything optional of an event. */
export type WireDetail = {
  /** Mechanism of the thrown value: its name, and 1 when the application caught it. */
  readonly h?: readonly [type: StringIndex, handled: 0 | 1];
  readonly m?: StringIndex;
  readonly u?: ObjectIndex;
  readonly t?: ObjectIndex;
  readonly c?: ObjectIndex;
  readonly x?: ObjectIndex;
  readonly b?: readonly BreadcrumbIndex[];
  readonly fp?: readonly StringIndex[];
  readonly tr?: StringIndex;
  readonly url?: StringIndex;
};

/** An event. `level` is a position in debug, info, warning, error, fatal. The thrown exception comes first. */
export type WireEventRow = readonly [
  kind: 'e',
  id: string,
  ageMs: number,
  level: number,
  exceptions: readonly WireException[],
  detail: WireDetail,
];

/** `count` more occurrences, the last one `ageMs` ago, of an event of the same batch. */
export type WireRepeatRow = readonly [kind: 'r', eventId: string, count: number, ageMs: number];

export type WireRow = WireEventRow | WireRepeatRow;
