import { boundedRecord } from '../capture/bounded-copy.ts';
import type { Engine } from '../platform.ts';
import type { CapturedFrame, Integration } from '../public-types.ts';
import { builtin } from './builtin.ts';

export type LocalVariablesOptions = {
  /** Also for errors that somebody catches: every throw then pauses the process for a moment. Default false. */
  caught?: boolean;
};

/** A call as the debugger saw it. */
type PausedCall = { functionName: string; line: number; variables: Record<string, unknown> };
/** What was thrown, by its description, with its calls, the one that threw first. */
type Paused = { description: string; calls: PausedCall[] };

const FRAMES_MAX = 5;
const VARIABLES_MAX = 25;
/** A loop that throws must not be slowed down for long. */
const PAUSES_PER_SECOND_MAX = 20;
const REMEMBERED_MAX = 20;
const LEAVE_MS_MAX = 200;

/**
 * Runs in a thread beside: a debugger cannot ask the thread that it pauses. Plain text, so that bundlers need not know
 * of it. Values of primitive type as they are, others by their description; nothing is called.
 */
const WORKER = `
const { Session } = require('node:inspector');
const { workerData: { port, state, isCaught, limits } } = require('node:worker_threads');
const session = new Session();
session.connectToMainThread();
const post = (method, parameters) => new Promise((resolve) =>
  session.post(method, parameters, (error, answer) => resolve(error ? undefined : answer)));
const valueOf = ({ type, value, description, unserializableValue }) =>
  type === 'object' && value === undefined ? '[' + (description ?? 'object') + ']' : (value ?? unserializableValue ?? '[' + type + ']');
let windowMs = 0;
let pauses = 0;
session.on('Debugger.paused', async ({ params: { reason, data, callFrames } }) => {
  try {
    const nowMs = Date.now();
    if (nowMs > windowMs + 1000) [windowMs, pauses] = [nowMs, 0];
    pauses += 1;
    if ((reason !== 'exception' && reason !== 'promiseRejection') || pauses > limits.pauses) return;
    const calls = [];
    for (const { functionName, location, scopeChain } of callFrames.slice(0, limits.frames)) {
      const variables = {};
      const local = scopeChain.find(({ type }) => type === 'local');
      const answer = local && (await post('Runtime.getProperties', { objectId: local.object.objectId, ownProperties: true }));
      for (const { name, value } of (answer?.result ?? []).slice(0, limits.variables)) if (value) variables[name] = valueOf(value);
      calls.push({ functionName, line: location.lineNumber + 1, variables });
    }
    port.postMessage({ description: data?.description ?? String(data?.value), calls });
  } finally {
    await post('Debugger.resume');
  }
});
(async () => {
  await post('Debugger.enable');
  await post('Debugger.setPauseOnExceptions', { state: isCaught ? 'all' : 'uncaught' });
})();
port.on('message', () => {
  session.disconnect();
  Atomics.store(state, 0, 1);
  Atomics.notify(state, 0);
});
`;

/**
 * On Node: adds the local variables of the calls that threw, without values whose name says secret. Off unless asked for: the
 * debugger's protocol slows throwing down. Runs in Node 20 and newer.
 */
export function localVariables({ caught = false }: LocalVariablesOptions = {}): Integration {
  return {
    name: 'localVariables',
    setup(engine: Engine) {
      const { MessageChannel, Worker, receiveMessageOnPort } = builtin('node:worker_threads');
      const { port1, port2 } = new MessageChannel();
      const state = new Int32Array(new SharedArrayBuffer(4));
      const limits = { frames: FRAMES_MAX, variables: VARIABLES_MAX, pauses: PAUSES_PER_SECOND_MAX };
      const worker = new Worker(WORKER, {
        eval: true,
        execArgv: [],
        env: {},
        workerData: { port: port2, state, isCaught: caught, limits },
        transferList: [port2],
      });
      worker.unref();
      port1.unref();
      // Node waits for debuggers at its end, and says so; this one leaves before.
      const leave = (): void => {
        port1.postMessage('leave');
        Atomics.wait(state, 0, 0, LEAVE_MS_MAX);
      };
      process.on('exit', leave);
      const remembered: Paused[] = [];
      const { inspect } = engine;
      engine.inspect = (thrown, event) => {
        inspect?.(thrown, event);
        for (let next = receiveMessageOnPort(port1); next; next = receiveMessageOnPort(port1))
          remembered.unshift(next.message as Paused);
        remembered.splice(REMEMBERED_MAX);
        const stack = thrown instanceof Error ? thrown.stack : undefined;
        const paused = remembered.find(({ description }) => description === stack);
        const [exception] = event.exceptions;
        if (paused && exception?.frames) attach(exception.frames, paused.calls);
      };
      return () => {
        engine.inspect = inspect;
        process.off('exit', leave);
        leave();
        port1.close();
        void worker.terminate();
      };
    },
  };
}

function attach(frames: readonly CapturedFrame[], calls: readonly PausedCall[]): void {
  for (const { functionName, line, variables } of calls) {
    const frame = frames.find(
      (known) => known.line === line && (known.functionName ?? '').endsWith(functionName) && !known.variables,
    );
    if (frame) frame.variables = boundedRecord(variables, 100);
  }
}
