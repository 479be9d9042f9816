import type { JsonObject } from '../json.ts';

/**
 * The compact batch, version 1 (docs/batch-format.md). These are the lines as they travel. Types only: the SDK must
 * be able to import this file without taking a byte of runtime code.
 *
 * An `Index` counts from 0 into the table of the header. `null` stands for an absent value inside a tuple; absent
 * values at the end may be left out.
 */
export type Index = number;

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
  /** Contexts of the process, shared by all events; an event's own context of the same name wins. */
  readonly ctx?: JsonObject;
  /** What the client dropped since its last delivered batch, counted by reason. */
  readonly lost?: { readonly [reason: string]: number };
  /** The table: every text, frame, breadcrumb and object that rows refer to, once. */
  readonly t: readonly (string | JsonObject | WireFrame | WireBreadcrumb)[];
};

/**
 * `flags`: 1 in-app, 2 not in-app (neither: unknown, the collector decides), 4 asynchronous. Lines and columns are
 * 1-based, 0 is unknown. `source` names a text of source lines joined with `\n`, of which `linesBefore` come before
 * the line of the frame; `variables` an object.
 */
export type WireFrame = readonly [
  file: Index | null,
  functionName: Index | null,
  line: number,
  column: number,
  flags: number,
  linesBefore?: number | null,
  source?: Index | null,
  variables?: Index | null,
];

/** `level` names one of debug, info, warning, error, fatal; info when absent. */
export type WireBreadcrumb = readonly [
  ageMs: number,
  category: Index | null,
  level: Index | null,
  message?: Index | null,
  data?: Index | null,
];

/** `calls`, the one that threw first: frames, or texts, the lines of the stack as the engine wrote them. */
export type WireException = readonly [
  type: Index | null,
  value: Index | null,
  calls?: readonly (Index | null)[] | null,
  parent?: number | null,
  source?: Index | null,
  properties?: Index | null,
  /** A group of errors (AggregateError). */
  group?: boolean | null,
  /** The thrown value was no error. */
  synthetic?: boolean | null,
];

/** Everything optional of an event. */
export type WireDetail = {
  /** Mechanism of the thrown value: its name, and whether the application caught it. */
  readonly h?: readonly [type: Index | null, handled: boolean];
  /** How many more times it happened, and how long ago last. */
  readonly r?: readonly [count: number, ageMs: number];
  readonly m?: Index;
  readonly u?: Index;
  readonly t?: Index;
  readonly c?: Index;
  readonly x?: Index;
  readonly b?: readonly (Index | null)[];
  readonly fp?: readonly (Index | null)[];
  readonly tr?: Index;
  readonly url?: Index;
  /** An object: files of the stacks by their debug id (UUID). */
  readonly d?: Index;
};

/** An event. `level`: error when absent, info when there is no exception. The thrown exception comes first. */
export type WireEventRow = readonly [
  kind: 'e',
  id: string,
  ageMs: number,
  level: Index | null,
  exceptions: readonly WireException[],
  detail: WireDetail,
];

/** Sessions by how they fared; left out is 0. `ok`: still going on, or no more will be told of it. */
export type WireSessionCounts = {
  readonly ok?: number;
  readonly exited?: number;
  readonly errored?: number;
  readonly abnormal?: number;
  readonly crashed?: number;
};

/**
 * A session, or several that are counted together. Told again with the same id and start, of each number the largest counts.
 * The start is a time and no age, so that it is the same each time: Unix milliseconds of the clock that `at` is of.
 */
export type WireSessionRow = readonly [
  kind: 's',
  id: string,
  startedMs: number,
  counts: WireSessionCounts,
  user?: string | null,
];

export type WireRow = WireEventRow | WireSessionRow;
