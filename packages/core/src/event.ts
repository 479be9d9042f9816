import type { Json, JsonObject } from './json.ts';

/** Where an event came from: our SDK's batch, a Sentry protocol client, OTLP, an import from GitHub, or the REST API. */
export const EVENT_SOURCES = ['sdk', 'sentry', 'github', 'otlp', 'api'] as const;
export type EventSource = (typeof EVENT_SOURCES)[number];

export const EVENT_LEVELS = ['debug', 'info', 'warning', 'error', 'fatal'] as const;
export type EventLevel = (typeof EVENT_LEVELS)[number];

/**
 * A place in the journal and the identity of an accepted event: collector id, incarnation of its journal, and the
 * record's number in it. It is a column of every event row, so that a replay can ask which rows are already there.
 */
export type JournalPosition = {
  readonly collector: string;
  readonly incarnation: number;
  readonly pos: number;
};

/** What the journal holds: the scrubbed payload as the client sent it, with id and time fixed by us. */
export type ReceivedEvent = {
  readonly event_id: string;
  readonly project_id: number;
  /** Public part of the DSN that was used. */
  readonly ingest_key: string;
  readonly source: EventSource;
  /** Unix milliseconds, our clock. */
  readonly received_at: number;
  /** Unix milliseconds, the client's clock when it sent; null when unknown. */
  readonly sent_at: number | null;
  /** The client's address; null when the project or SDK forbids to keep it. */
  readonly remote_address: string | null;
  readonly user_agent: string | null;
  /** How often the client saw this very event; above 1 only for our own SDK's repeat counts. */
  readonly times_seen: number;
  /** Event JSON in the shape of the Sentry event schema. */
  readonly payload: JsonObject;
};

/** One call of a stack. Frames are ordered oldest call first, crashing call last, as all Sentry SDKs send them. */
export type Frame = {
  readonly function: string | null;
  readonly module: string | null;
  readonly filename: string | null;
  readonly abs_path: string | null;
  /** 1-based. */
  readonly lineno: number | null;
  /** 1-based. */
  readonly colno: number | null;
  readonly pre_context: readonly string[];
  readonly context_line: string | null;
  readonly post_context: readonly string[];
  /** True when the code belongs to the application, not to a library or the runtime. */
  readonly in_app: boolean;
  readonly vars: JsonObject | null;
  /** What became of a frame that a source map could explain; absent when none is needed. */
  readonly mapping?: FrameMapping;
};

/** The fields of a frame that a source map replaces. */
export type FramePlace = Pick<
  Frame,
  | 'function'
  | 'module'
  | 'filename'
  | 'abs_path'
  | 'lineno'
  | 'colno'
  | 'pre_context'
  | 'context_line'
  | 'post_context'
  | 'in_app'
>;

/** Why a frame of generated code is not shown as its source. */
export const UNMAPPED_REASONS = {
  no_artifact: 'No source map was uploaded for this file.',
  wrong_release: 'The file was uploaded for other releases only.',
  no_map: 'The file was uploaded, the source map it names was not.',
  map_invalid: 'The source map cannot be read.',
  no_mapping: 'The source map says nothing about this place.',
  no_position: 'The frame has no line.',
  timed_out: 'Reading the source map took too long.',
} as const;
export type UnmappedReason = keyof typeof UNMAPPED_REASONS;

/** `map` is the name of the map, `sent` the frame as the client sent it. */
export type FrameMapping =
  | {
      readonly kind: 'mapped';
      readonly map: string;
      readonly by: 'debug_id' | 'url';
      readonly sent: FramePlace;
    }
  | { readonly kind: 'unmapped'; readonly reason: UnmappedReason; readonly detail: string };

export type Mechanism = {
  readonly type: string;
  readonly handled: boolean | null;
  readonly synthetic: boolean;
  readonly exception_id: number | null;
  readonly parent_id: number | null;
  /** How the parent refers to this one: `cause`, `errors[0]`, `__context__`. */
  readonly source: string | null;
  readonly is_exception_group: boolean;
  readonly data: JsonObject | null;
};

export type Exception = {
  readonly type: string | null;
  readonly value: string | null;
  readonly module: string | null;
  readonly mechanism: Mechanism | null;
  readonly frames: readonly Frame[];
};

export type Breadcrumb = {
  /** Unix milliseconds. */
  readonly timestamp: number;
  readonly type: string;
  readonly category: string | null;
  readonly level: EventLevel;
  readonly message: string | null;
  readonly data: JsonObject | null;
};

export type EventUser = {
  readonly id: string | null;
  readonly email: string | null;
  readonly username: string | null;
  readonly ip_address: string | null;
  readonly data: JsonObject | null;
};

/** Who counts as one affected user: the first that is known; null for nobody. */
export function userKey(user: EventUser | null): string | null {
  return user?.id ?? user?.username ?? user?.email ?? user?.ip_address ?? null;
}

export type EventRequest = {
  readonly url: string | null;
  readonly method: string | null;
  readonly query_string: string | null;
  readonly headers: readonly (readonly [string, string])[];
  readonly data: Json;
};

/** A field that was repaired or removed instead of rejecting the event (protocol.md 1.12: `_meta`). */
export type NormalizeNote = { readonly path: string; readonly error: string; readonly original?: string };

/** An event after normalize: every field has one shape, every text is bounded. */
export type NormalizedEvent = {
  readonly event_id: string;
  readonly project_id: number;
  readonly source: EventSource;
  /** Unix milliseconds of the client's moment, corrected for clock drift. */
  readonly occurred_at: number;
  /** Unix milliseconds, our clock. */
  readonly received_at: number;
  readonly times_seen: number;
  readonly platform: string;
  readonly level: EventLevel;
  readonly logger: string | null;
  readonly server_name: string | null;
  readonly release: string | null;
  readonly dist: string | null;
  readonly environment: string | null;
  readonly transaction: string | null;
  readonly message: { readonly template: string | null; readonly formatted: string } | null;
  /** Oldest cause first, thrown last. */
  readonly exceptions: readonly Exception[];
  readonly breadcrumbs: readonly Breadcrumb[];
  readonly tags: readonly (readonly [string, string])[];
  readonly user: EventUser | null;
  readonly request: EventRequest | null;
  readonly contexts: JsonObject;
  readonly extra: JsonObject;
  readonly modules: JsonObject;
  readonly sdk: { readonly name: string; readonly version: string } | null;
  /** The client's own grouping wish; null is the default grouping. */
  readonly client_fingerprint: readonly string[] | null;
  readonly debug_images: readonly JsonObject[];
  readonly notes: readonly NormalizeNote[];
};

/** One part that was, or was not, hashed into a fingerprint: what people see under "why grouped". */
export type FingerprintPart = {
  readonly name: string;
  readonly value: string;
  readonly hashed: boolean;
  readonly reason: string;
};

/** The answer of the fingerprint stage for one event. */
export type Grouping = {
  /** Algorithm version, for example `bs1`. Versions are append-only. */
  readonly version: string;
  /** 32 lower-case hex; the key under which the event is stored. */
  readonly fingerprint: string;
  /** Further keys under which the same issue may be found; never contains `fingerprint`. */
  readonly alternatives: readonly string[];
  readonly parts: readonly FingerprintPart[];
  /** `Type: first line of the message`, bounded. */
  readonly title: string;
  /** Where it happened, `file in function`; empty when the event has no stack. */
  readonly culprit: string;
  readonly type: string;
  readonly value: string;
};

export type FingerprintedEvent = { readonly event: NormalizedEvent; readonly grouping: Grouping };

/** An event with its place in the journal: what the writer stores. */
export type PlacedEvent = FingerprintedEvent & { readonly position: JournalPosition };

/** What is still asked of an event once its JSON is made: the columns of its row, and what its issue counts. */
export type EventHead = Pick<
  NormalizedEvent,
  | 'event_id'
  | 'project_id'
  | 'source'
  | 'occurred_at'
  | 'received_at'
  | 'times_seen'
  | 'platform'
  | 'level'
  | 'server_name'
  | 'release'
  | 'environment'
  | 'transaction'
  | 'tags'
  | 'user'
> & {
  /** Only whether there are any. */
  readonly exceptions: readonly unknown[];
};

/** What is counted in an issue. Every `PlacedEvent` is one. */
export type CountedEvent = {
  readonly event: EventHead;
  readonly grouping: Grouping;
  readonly position: JournalPosition;
};

/** A placed event whose normalized form is bytes already, so that a batch of them is few objects. */
export type EncodedEvent = CountedEvent & {
  /** JSON of the whole `NormalizedEvent`. */
  readonly eventJson: Uint8Array;
};
