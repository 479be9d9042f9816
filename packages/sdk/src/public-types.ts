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

export type Mechanism = {
  /** How the error reached the SDK: `generic`, `onerror`, `onunhandledrejection`, `onuncaughtexception`. */
  type: string;
  /** False when no code of the application caught it. */
  handled: boolean;
};

/** What `captureException` and `captureMessage` take besides the value; wins over the scope. */
export type CaptureHint = {
  level?: Level;
  tags?: Record<string, string | number | boolean>;
  contexts?: Record<string, Record<string, unknown>>;
  extra?: Record<string, unknown>;
  user?: User;
  /** Replaces the grouping: events with an equal list are one issue. */
  fingerprint?: string[];
  mechanism?: Mechanism;
};

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
  context?: { linesBefore: number; text: string } | undefined;
};

export type CapturedException = {
  type: string;
  value: string;
  /** The call that threw comes first. */
  frames: CapturedFrame[];
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
  category: string;
  level: Level;
  message?: string | undefined;
  data?: Record<string, unknown> | undefined;
};

/** An event before it is sent: what `beforeSend` may change. */
export type CapturedEvent = {
  /** 32 lower-case hex. */
  id: string;
  timestampMs: number;
  level: Level;
  /** Text of `captureMessage`. */
  message?: string | undefined;
  /** The thrown exception first, then its causes; empty for messages. */
  exceptions: CapturedException[];
  mechanism: Mechanism;
  tags: Record<string, string>;
  contexts: Record<string, unknown>;
  extra: Record<string, unknown>;
  /** Oldest first. */
  breadcrumbs: CapturedBreadcrumb[];
  user?: User | undefined;
  fingerprint?: string[] | undefined;
  /** Address of the page, with secrets in its query replaced. */
  url?: string | undefined;
};

/** What an integration may use. */
export type IntegrationHost = {
  captureException: (thrown: unknown, hint?: CaptureHint) => string | undefined;
  addBreadcrumb: (breadcrumb: Breadcrumb) => void;
  flush: (timeoutMs?: number) => Promise<boolean>;
  /** Where events go; requests to it must not be recorded. */
  endpoint: string;
  /** Counts an event that the integration leaves out, by reason. */
  countLost: (reason: string) => void;
};

/** An optional part. `setup` answers how to undo everything it did. */
export type Integration = {
  name: string;
  setup: (host: IntegrationHost) => () => void;
};

export type InitOptions = {
  /** `https://<key>@<host>/<project>`; without it the SDK stays silent. */
  dsn: string | undefined;
  release?: string;
  environment?: string;
  user?: User;
  tags?: Record<string, string | number | boolean>;
  /** Added to the defaults; one of the same name replaces the default. A function gets the defaults and answers all. */
  integrations?: Integration[] | ((defaults: Integration[]) => Integration[]);
  /** Sees every event last, and may change it or answer null to drop it. Must be synchronous. */
  beforeSend?: (event: CapturedEvent, hint: { originalException: unknown }) => CapturedEvent | null;
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
