import { Agent, fetch as undiciFetch, type Dispatcher } from 'undici';
import { BugSageError, describeError } from '@bugsage/core';
import { createAddressPolicy } from './address-policy.ts';
import { checkOutboundUrl } from './check-url.ts';
import { OUTBOUND_LIMITS } from './limits.ts';
import { createPinnedConnector, type Resolve } from './pinned-connector.ts';
import { readBounded } from './read-bounded.ts';

export type OutboundRequest = {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  readonly responseBytesMax?: number;
  readonly signal?: AbortSignal;
  /**
   * For what must not be repeated: a kept connection may be closed by the other side in the moment it is used again,
   * and then nobody knows whether the request was read.
   */
  readonly newConnection?: boolean;
};

export type OutboundResponse = {
  readonly status: number;
  readonly headers: Headers;
  /** Whole and decoded, of bounded size. Of a stranger: never shown to the user who chose the address. */
  readonly body: Uint8Array;
  /** Where it came from in the end. */
  readonly url: string;
};

export type Outbound = {
  /**
   * One call to an address that a user, a project or another server chose. Only public addresses are connected to,
   * unless the operator allowed more. Answers every status; throws `BugSageError` `outbound_url_refused` (for good),
   * `outbound_failed`, `outbound_timeout` or `outbound_too_large`, with `mayBeDone` once a connection was there to write
   * to. Sends no cookies, and no headers of the caller to another origin.
   */
  request(url: string | URL, request?: OutboundRequest): Promise<OutboundResponse>;
  /** Checks without connecting, for forms. Throws `outbound_url_refused`. */
  check(url: string): URL;
  close(): Promise<void>;
};

export type OutboundOptions = {
  /** BUGSAGE_OUTBOUND_ALLOW. */
  readonly allow: readonly string[];
  /** For tests: what names mean. */
  readonly resolve?: Resolve;
};

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const READS = new Set(['GET', 'HEAD']);
/** Headers that follow a redirect to another origin: the rest may be a secret of the first one. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'user-agent']);

export function createOutbound(options: OutboundOptions): Outbound {
  const policy = createAddressPolicy(options.allow);
  const shared = {
    connect: createPinnedConnector(policy, options.resolve),
    connections: OUTBOUND_LIMITS.connectionsPerOriginMax,
    maxHeaderSize: OUTBOUND_LIMITS.responseHeaderBytesMax,
    headersTimeout: OUTBOUND_LIMITS.timeoutMs,
    bodyTimeout: OUTBOUND_LIMITS.timeoutMs,
  };
  const keeping = new Agent(shared);
  const closing = new Agent({ ...shared, pipelining: 0 });
  const check = (url: string | URL) => checkOutboundUrl(url, policy);
  return {
    check,
    request: async (given, request = {}) => {
      const url = check(given);
      const timeout = AbortSignal.timeout(request.timeoutMs ?? OUTBOUND_LIMITS.timeoutMs);
      const signal = request.signal === undefined ? timeout : AbortSignal.any([timeout, request.signal]);
      const watched = watchWrites(request.newConnection === true ? closing : keeping);
      try {
        return await follow({ agent: watched.agent, check, request, signal }, url);
      } catch (error) {
        throw describeFailure(error, url, { isTimeout: timeout.aborted, mayBeDone: watched.began() });
      }
    },
    close: async () => {
      await Promise.all([keeping.destroy(), closing.destroy()]);
    },
  };
}

type Exchange = {
  readonly agent: Dispatcher;
  readonly check: (url: URL) => URL;
  readonly request: OutboundRequest;
  readonly signal: AbortSignal;
};

/** Tells whether the first byte of a request may have left: it is given to a connection only when there is one. */
function watchWrites(agent: Agent): { readonly agent: Dispatcher; readonly began: () => boolean } {
  let hasBegun = false;
  const watched = agent.compose((dispatch) => (options, handler) => {
    const watching: Dispatcher.DispatchHandler = Object.create(handler, {
      onRequestStart: {
        value(this: Dispatcher.DispatchHandler, ...given: [Dispatcher.DispatchController, unknown]) {
          hasBegun = true;
          handler.onRequestStart?.apply(this, given);
        },
      },
    });
    return dispatch(options, watching);
  });
  return { agent: watched, began: () => hasBegun };
}

async function follow(exchange: Exchange, first: URL): Promise<OutboundResponse> {
  const { agent, check, request, signal } = exchange;
  const method = (request.method ?? 'GET').toUpperCase();
  let url = first;
  for (let hops = 0; ; hops += 1) {
    const response = await undiciFetch(url, {
      dispatcher: agent,
      method,
      redirect: 'manual',
      signal,
      headers: headersFor(request.headers ?? {}, url.origin === first.origin),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null || !READS.has(method)) {
      const body = await readBounded(response, request.responseBytesMax ?? OUTBOUND_LIMITS.responseBytesMax);
      return { status: response.status, headers: new Headers([...response.headers]), body, url: url.href };
    }
    await response.body?.cancel();
    if (hops === OUTBOUND_LIMITS.redirectsMax)
      throw failure('outbound_failed', `${first.host} redirects more than ${hops} times.`);
    const next = URL.parse(location, url);
    if (next === null) throw failure('outbound_failed', `${url.host} redirects to something that is no URL.`);
    url = check(next);
  }
}

function headersFor(given: Readonly<Record<string, string>>, isFirstOrigin: boolean): Record<string, string> {
  const kept = Object.entries(given).filter(
    ([name]) => isFirstOrigin || HARMLESS_HEADERS.has(name.toLowerCase()),
  );
  return { 'user-agent': 'BugSage', ...Object.fromEntries(kept) };
}

function describeFailure(
  error: unknown,
  url: URL,
  { isTimeout, mayBeDone }: { isTimeout: boolean; mayBeDone: boolean },
): BugSageError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!(cause instanceof BugSageError)) continue;
    const { kind, code, message, retryable } = cause;
    return mayBeDone ? new BugSageError({ kind, code, message, retryable, mayBeDone, cause: error }) : cause;
  }
  const known = { cause: error, mayBeDone };
  if (isTimeout) return failure('outbound_timeout', `${url.host} did not answer in time.`, known);
  const { cause } = error as { cause?: unknown };
  const words = describeError(cause ?? error);
  return failure('outbound_failed', `${url.host} cannot be reached: ${words}`, known);
}

function failure(
  code: string,
  message: string,
  known: { cause?: unknown; mayBeDone?: boolean } = {},
): BugSageError {
  return new BugSageError({ kind: 'unavailable', code, message, ...known });
}
