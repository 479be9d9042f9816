import type { HttpAnswer, HttpHandler, HttpHeader, HttpRequest } from '../http/index.ts';
import { preflight, refused } from './answers.ts';
import { EventsRefused } from './append-events.ts';
import type { ReceiverDependencies } from './dependencies.ts';
import { receiveBatch } from './receive-batch.ts';
import { receiveEnvelope } from './receive-envelope.ts';
import { receiveReport } from './receive-report.ts';
import { receiveStore } from './receive-store.ts';
import { refusal, refusalRow } from './refusal.ts';
import { type Endpoint, METHODS_OF, parseRoute } from './route.ts';

export type Receiver = {
  readonly handle: HttpHandler;
  /** From now on everything is answered with 503, so that clients keep what a stopping process would lose. */
  stop(): void;
};

type Receive = (
  dependencies: ReceiverDependencies,
  request: HttpRequest,
  projectText: string | undefined,
) => Promise<HttpAnswer>;

const RECEIVE: Readonly<Record<Endpoint, Receive>> = {
  envelope: receiveEnvelope,
  tunnel: receiveEnvelope,
  store: receiveStore,
  batch: receiveBatch,
  report: receiveReport,
};

/** The stage `receive`: from a request to durable events, or to an answer that says why not. */
export function createReceiver(dependencies: ReceiverDependencies): Receiver {
  let isStopping = false;
  return {
    stop: () => {
      isStopping = true;
    },
    handle: async (request) => {
      const route = parseRoute(request.path);
      if (route.kind === 'unknown') return refused(404, 'There is nothing at this path.');
      if (route.kind === 'operation') {
        if (request.method !== 'GET' && request.method !== 'HEAD') return wrongMethod('GET, HEAD');
        if (isStopping && route.operation === 'ready') return refused(503, 'The collector is stopping.');
        return dependencies.operations[route.operation]();
      }
      const methods = METHODS_OF[route.endpoint];
      if (request.method === 'OPTIONS') return preflight(methods);
      if (!methods.includes(request.method)) return wrongMethod(methods);
      try {
        if (isStopping) throw refusal('shutting_down', 'The collector is stopping. Send this again.');
        const busy = dependencies.refusal();
        if (busy) throw busy;
        return await RECEIVE[route.endpoint](dependencies, request, route.projectText);
      } catch (error) {
        return refuse(dependencies, error);
      }
    },
  };
}

function wrongMethod(methods: string): HttpAnswer {
  return refused(405, `This path takes ${methods}.`, [['allow', methods]]);
}

/** What nobody expected goes on as it is: it is a defect, and the server answers 500. */
function refuse(dependencies: ReceiverDependencies, error: unknown): HttpAnswer {
  const { recordOutcome, recordReceived } = dependencies;
  const row = refusalRow(error);
  const reason = row?.reason ?? 'internal_error';
  if (error instanceof EventsRefused)
    recordOutcome({ kind: 'dropped', stage: 'receive', reason }, error.quantity, error.projectId);
  else {
    recordReceived(1);
    // Nobody may count drops for a project whose key they do not have, hence null before authentication.
    recordOutcome({ kind: 'dropped', stage: 'receive', reason }, 1, null);
  }
  if (!row) throw error;
  const retry: HttpHeader[] = row.status === 503 ? [['retry-after', retryAfter(dependencies)]] : [];
  return refused(row.status, (error as Error).message, retry);
}

/** Whole seconds, spread by 20 % to both sides, so that clients do not come back in step. */
function retryAfter({ retryAfterSeconds, random }: ReceiverDependencies): string {
  return String(Math.max(1, Math.round(retryAfterSeconds() * (0.8 + 0.4 * random()))));
}
