/**
 * One request. Everything but the body is known when the handler is called. Nothing here is trusted: all texts are as
 * the client sent them.
 */
export type HttpRequest = {
  /** Upper case. */
  readonly method: string;
  /** The part of the target before `?`, neither decoded nor folded. */
  readonly path: string;
  /** The part after `?`, not decoded; empty when there is none. */
  readonly query: string;
  /** Address of the client; `X-Forwarded-For` counts only behind a trusted proxy. */
  readonly remoteAddress: string;
  /** Value of a header by its lower-case name, repeated ones joined with `, `; empty when absent. */
  header(lowerCaseName: string): string;
  /**
   * The whole body. Rejects with `BugSageError`: `too_large` above the limit, `unavailable` when the process holds too
   * many bodies, `invalid_input` (`client_aborted`) when the client went away. Call it once.
   */
  readBody(bytesMax: number): Promise<Buffer>;
};

export type HttpHeader = readonly [name: string, value: string];

export type HttpAnswer = {
  readonly status: number;
  readonly headers: readonly HttpHeader[];
  readonly body: string | Uint8Array;
};

/** Answers each request exactly once, by returning. A rejection is a programmer error and becomes a 500. */
export type HttpHandler = (request: HttpRequest) => Promise<HttpAnswer>;

export type HttpServerOptions = {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly handler: HttpHandler;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` is believed. Default: none. */
  readonly trustedProxies?: readonly string[];
  /** Told what the handler threw. */
  readonly onHandlerError?: (error: unknown) => void;
};

export type HttpServer = {
  /** What answers, for the start line: `uWebSockets.js 20.51.4` or `node:http (reason)`. */
  readonly name: string;
  readonly port: number;
  /** Stops listening, lets running requests end, then cuts the rest. May be called twice. */
  close(): Promise<void>;
};

/** For what one adapter's parser lets through and the other's refuses. */
export const AMBIGUOUS_FRAMING: HttpAnswer = {
  status: 400,
  headers: [['content-type', 'application/json']],
  body: '{"detail":"The length of the body is not clear, or the HTTP version is not 1.x."}',
};

export const HANDLER_FAILED: HttpAnswer = {
  status: 500,
  headers: [['content-type', 'application/json']],
  body: '{"detail":"The server failed to answer. Its log says why."}',
};
