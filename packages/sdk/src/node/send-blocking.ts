import { builtin } from './builtin.ts';

/**
 * Runs in the worker. It is plain text, so that bundlers need not know of it. Every body gets one try: the process is
 * ending, and a server that does not answer now is not worth waiting for.
 */
const WORKER = `
const { workerData: { url, bodies, state } } = require('node:worker_threads');
const { request } = require(url.startsWith('https:') ? 'node:https' : 'node:http');
let open = bodies.length;
const done = (delivered) => {
  if (delivered) Atomics.add(state, 1, 1);
  open -= 1;
  if (open === 0) { Atomics.store(state, 0, 1); Atomics.notify(state, 0); }
};
for (const body of bodies) {
  let isDone = false;
  const once = (delivered) => { if (!isDone) { isDone = true; done(delivered); } };
  const headers = { 'Content-Type': 'text/plain;charset=UTF-8', 'Content-Length': Buffer.byteLength(body) };
  const call = request(url, { method: 'POST', headers, agent: false }, (response) => {
    response.resume();
    response.on('end', () => once(response.statusCode < 300));
    response.on('error', () => once(false));
  });
  call.on('error', () => once(false));
  call.end(body);
}
`;

/**
 * Posts all bodies and blocks until they are answered, at most `timeoutMs`. A process that ends runs no more
 * asynchronous work of its own, but a thread beside it does. About 50 ms, nearly all of it the start of the thread.
 */
export function sendBlocking(request: { url: string; bodies: string[]; timeoutMs: number }): void {
  const { url, bodies, timeoutMs } = request;
  const state = new Int32Array(new SharedArrayBuffer(8));
  // Neither the preloads nor the environment of the process: its own SDK would start again in there.
  const { Worker } = builtin('node:worker_threads');
  const worker = new Worker(WORKER, {
    eval: true,
    execArgv: [],
    env: {},
    workerData: { url, bodies, state },
  });
  worker.unref();
  Atomics.wait(state, 0, 0, timeoutMs);
}
