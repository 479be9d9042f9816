import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EventEmitter } from 'node:events';

import { attempt } from '../attempt.ts';
import { cleanText } from '../capture/bounded-copy.ts';
import { patchMethod } from './patch-method.ts';
import type { Engine } from '../platform.ts';
import type { Integration } from '../public-types.ts';
import { type ScopeData, updateScope } from '../scope/scope-data.ts';
import { type ScopeHolder, runInScope } from '../scope/scope-store.ts';
import { sharedState } from '../shared-state.ts';
import { builtin } from './builtin.ts';

/** Node's own channel: told of each request before the server's listeners are. */
const REQUEST_STARTS = 'http.server.request.start';

/** What is read of a request: no cookies, no body, no address, no header that was not asked for. */
type ServerRequest = EventEmitter & {
  method?: string;
  url?: string;
  headers: Record<string, string | string[] | undefined>;
};

type Watcher = { engine: Engine; options: RequestScopeOptions };

export type RequestScopeOptions = {
  /** Names of headers whose values events may carry, such as `x-request-id`. Default none. */
  headers?: readonly string[];
};

/**
 * On Node, a default: one scope for each request of an HTTP server: what a handler sets stays with its request, through everything
 * asynchronous that it starts. Events of a body (`data`, `end`, `close`) belong to the parser's own asynchronous context
 * (nodejs/node#41285), so the emitters of request and response are bound to the scope as well. Servers are watched from
 * their first request on, so that a program without one does not load `node:http`.
 */
export function requestScopes(options: RequestScopeOptions = {}): Integration {
  return {
    name: 'requestScopes',
    setup(engine: Engine) {
      const watched = new Map<EventEmitter, () => void>();
      const watch = (prototype: EventEmitter): void => {
        if (!watched.has(prototype)) watched.set(prototype, watchServers(prototype, { engine, options }));
      };
      const onRequestStart = (message: unknown): void => {
        const { Server } = builtin('node:http');
        const isPlain = (message as { server?: unknown }).server instanceof Server;
        watch(isPlain ? Server.prototype : builtin('node:https').Server.prototype);
      };
      if (process.versions.bun === undefined) subscribe(REQUEST_STARTS, onRequestStart);
      // Bun does not tell, but loads these modules at no cost.
      else for (const name of ['node:http', 'node:https'] as const) watch(builtin(name).Server.prototype);
      return () => {
        unsubscribe(REQUEST_STARTS, onRequestStart);
        for (const restore of watched.values()) restore();
      };
    },
  };
}

/** Gives each request that servers of this kind emit a scope, and answers how to stop that. */
function watchServers(prototype: EventEmitter, watcher: Watcher): () => void {
  return patchMethod(
    prototype,
    'emit',
    (original, isActive) =>
      function emit(this: EventEmitter, ...call: Parameters<EventEmitter['emit']>): boolean {
        const pass = (): boolean => Reflect.apply(original, this, call);
        if (call[0] !== 'request' || !isActive()) return pass();
        return runInRequestScope(call[1] as ServerRequest, call[2] as EventEmitter, { pass, ...watcher });
      },
  );
}

function runInRequestScope(
  request: ServerRequest,
  response: EventEmitter,
  { pass, engine, options }: Watcher & { pass: () => boolean },
): boolean {
  const state = sharedState();
  const scope = { ...state.scope };
  attempt(() => {
    updateScope(scope, describeRequest(request, options));
    bindEmitter(request, state, scope);
    bindEmitter(response, state, scope);
    const end = engine.enterSession?.(scope);
    if (end) response.once('close', end);
  });
  return runInScope(state, scope, pass);
}

function describeRequest(
  request: ServerRequest,
  { headers = [] }: RequestScopeOptions,
): { url: string; transaction: string; contexts: Record<string, Record<string, unknown>> } {
  const { method = 'GET', url = '/' } = request;
  const host = String(request.headers['host'] ?? 'localhost');
  const asked = headers.map((name) => [name, request.headers[name.toLowerCase()]]);
  return {
    url: cleanText(url.startsWith('/') ? `http://${host}${url}` : url),
    transaction: cleanText(`${method} ${url.split('?')[0]}`, 200),
    contexts: { request: { method, ...Object.fromEntries(asked) } },
  };
}

function bindEmitter(emitter: EventEmitter, state: ScopeHolder, scope: ScopeData): void {
  const emit = emitter.emit.bind(emitter);
  emitter.emit = (...call) => runInScope(state, scope, () => emit(...call));
}
