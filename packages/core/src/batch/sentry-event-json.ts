import type { JsonObject } from '../json.ts';

/**
 * One decoded event, in the shape in which Sentry's SDKs send theirs (event schema of protocol version 7), so that
 * normalize treats all sources alike. Times are Unix seconds with milliseconds as fraction.
 */
export type SentryEventJson = {
  event_id: string;
  timestamp: number;
  platform: string;
  level: string;
  sdk: { name: string; version: string };
  release?: string;
  environment?: string;
  transaction?: string;
  message?: string;
  fingerprint?: string[];
  /** Oldest cause first, thrown last. */
  exception?: { values: SentryExceptionJson[] };
  breadcrumbs?: SentryBreadcrumbJson[];
  user?: JsonObject;
  tags?: JsonObject;
  contexts?: JsonObject;
  extra?: JsonObject;
  request?: { url?: string; headers?: { [name: string]: string } };
  debug_meta?: { images: SentryDebugImageJson[] };
  /** Ours: how often the client saw this event in all, and when last (Unix seconds) if more than once. */
  _bugsage: { times_seen: number; last_seen?: number };
};

/** A file whose source map can be found by an id. */
export type SentryDebugImageJson = { type: 'sourcemap'; code_file: string; debug_id: string };

export type SentryExceptionJson = {
  type: string;
  value: string;
  mechanism: SentryMechanismJson;
  /** Frames are ordered oldest call first. */
  stacktrace?: { frames: SentryFrameJson[] };
};

export type SentryMechanismJson = {
  type: string;
  handled: boolean;
  synthetic?: boolean;
  exception_id?: number;
  parent_id?: number;
  source?: string;
  is_exception_group?: boolean;
  /** Own properties of the error that its class does not define. */
  data?: JsonObject;
};

export type SentryFrameJson = {
  filename?: string;
  function?: string;
  lineno?: number;
  colno?: number;
  in_app?: boolean;
  pre_context?: string[];
  context_line?: string;
  post_context?: string[];
  /** Local variables by name. */
  vars?: JsonObject;
  data?: JsonObject;
};

export type SentryBreadcrumbJson = {
  timestamp: number;
  type: string;
  category: string;
  level: string;
  message?: string;
  data?: JsonObject;
};
