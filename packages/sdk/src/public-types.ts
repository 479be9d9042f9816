export type Level = 'debug' | 'info' | 'warning' | 'error' | 'fatal';

export type User = {
  id?: string | number;
  email?: string;
  username?: string;
  [key: string]: unknown;
};

export type Breadcrumb = {
  /** What kind of thing happened: `console`, `fetch`, `navigation`, `ui.click`, or a word of yours. */
  category?: string;
  message?: string;
  level?: Level;
  data?: Record<string, unknown>;
  /** Unix milliseconds; now when left out. */
  timestampMs?: number;
};

export type TagValue = string | number | boolean;

/** Facts about the work at hand. `null` removes what was known. */
export type ScopeChange = {
  tags?: Record<string, TagValue | null> | undefined;
  /** Named objects of facts. */
  contexts?: Record<string, Record<string, unknown> | null> | undefined;
  extra?: Record<string, unknown> | undefined;
  user?: User | null | undefined;
  level?: Level | undefined;
  /** Replaces the grouping: events with an equal list are one issue. */
  fingerprint?: string[] | undefined;
  /** What the program was doing, such as `GET /orders/:id`. */
  transaction?: string | undefined;
  /** Address of what was asked for; on servers that of the request. */
  url?: string | undefined;
};

export type Mechanism = {
  /** How the error reached the SDK: `generic`, `onerror`, `onunhandledrejection`, `onuncaughtexception`. */
  type: string;
  /** False when no code of the application caught it. */
  handled: boolean;
};

/** What `captureException` and `captureMessage` take besides the value; wins over the scope. */
export type CaptureHint = ScopeChange & { mechanism?: Mechanism };

/** One call of a stack. */
export type CapturedFrame = {
  file?: string | undefined;
  functionName?: string | undefined;
  /** 1-based; 0 is unknown. */
  line: number;
  column: number;
  /** True for code of the application, false for libraries and the runtime; left out when the server shall decide. */
  inApp?: boolean | undefined;
  async?: boolean | undefined;
  /** Source lines joined with a line feed, and how many of them come before the line of the frame. */
  source?: { linesBefore: number; text: string } | undefined;
  /** Local variables by name, when `localVariables()` is on. */
  variables?: Record<string, unknown> | undefined;
};

export type CapturedException = {
  type: string;
  value: string;
  /** The calls as the engine wrote them, the one that threw first; the server reads them. */
  stack?: string | undefined;
  /** Node: the same, read, with source lines. */
  frames?: CapturedFrame[] | undefined;
  /** Position of the exception that refers to this one, and how: `cause` or `errors[0]`. */
  parent?: number | undefined;
  source?: string | undefined;
  /** Own properties of the error that its class does not define, such as `code` or `orderId`. */
  properties?: Record<string, unknown> | undefined;
  /** An AggregateError. */
  group?: boolean | undefined;
  /** A value that is no Error: the SDK made up its type, and its stack if it has one. */
  synthetic?: boolean | undefined;
};

export type CapturedBreadcrumb = {
  timestampMs: number;
  /** Left out: `default`. */
  category?: string;
  /** Left out: `info`. */
  level?: Level;
  message?: string | undefined;
  data?: Record<string, unknown> | undefined;
};

/** An event before it is sent: what `beforeSend` may change. */
export type CapturedEvent = {
  /** 32 lower-case hex. */
  id: string;
  timestampMs: number;
  /** Left out: `error`, and `info` for a message. */
  level?: Level;
  /** Text of `captureMessage`. */
  message?: string | undefined;
  /** The thrown exception first, then its causes; empty for messages. */
  exceptions: CapturedException[];
  /** Left out: the application caught it. */
  mechanism?: Mechanism;
  tags: Record<string, TagValue | null>;
  contexts: Record<string, unknown>;
  extra: Record<string, unknown>;
  /** Oldest first. */
  breadcrumbs: CapturedBreadcrumb[];
  user?: User | null | undefined;
  fingerprint?: string[] | undefined;
  transaction?: string | undefined;
  /** Address of the page or worker, with secrets in its query replaced. */
  url?: string | undefined;
  /** Files in the stacks by their debug id, for the source maps that a build uploaded. */
  debugIds?: Record<string, string>;
};

/** What an integration may use, besides the functions of the package. */
export type IntegrationHost = {
  /** Where events go; requests to it must not be recorded. */
  readonly endpoint: string;
  /** Counts events that the integration leaves out, by reason. */
  countLost: (reason: string, events?: number) => void;
};

/** One function, or several. */
export type Undo = (() => void) | readonly Undo[];

/** An optional part. `setup` answers how to undo everything it did. */
export type Integration = {
  name: string;
  setup(host: IntegrationHost): Undo;
};

/** Texts that occur in it, or patterns. */
export type Patterns = readonly (string | RegExp)[];

export type InitOptions = {
  /** `https://<key>@<host>/<project>`; without it the SDK stays silent. */
  dsn: string | undefined;
  release?: string | undefined;
  environment?: string | undefined;
  user?: User;
  tags?: Record<string, TagValue>;
  /** Added to the defaults; one of the same name replaces the default. A function gets the defaults and answers all. */
  integrations?: Integration[] | ((defaults: Integration[]) => Integration[]);
  /** Sees every event last, and may change it or answer null to drop it. Must be synchronous. */
  beforeSend?: (event: CapturedEvent, hint: { originalException: unknown }) => CapturedEvent | null;
  /** Sees every breadcrumb first, and may change it or answer null to drop it. */
  beforeBreadcrumb?: (breadcrumb: Breadcrumb) => Breadcrumb | null;
  /** Errors whose `Type: message`, and messages whose text, match one of these are not sent. */
  ignoreErrors?: Patterns;
  /** Errors thrown in a file whose address matches are not sent. */
  denyUrls?: Patterns;
  /** Only errors thrown in a file whose address matches are sent; those without a file are. */
  allowUrls?: Patterns;
  /** Share of events that are kept, 0 to 1. Default 1. */
  sampleRate?: number;
  /** Default 30, at most 100; 0 keeps none. */
  maxBreadcrumbs?: number;
  /** Node: source lines read before and after an in-app frame. Default 3; 0 reads no files. */
  contextLines?: number;
  /** Node: how long a process that ends may wait for its last events. Default 2000; 0 never waits. */
  shutdownTimeoutMs?: number;
  /** Full URL to send to instead of the DSN's host, for example a proxy on your own origin. */
  tunnel?: string;
  /** Says on the console what the SDK itself cannot do. */
  debug?: boolean;
};
