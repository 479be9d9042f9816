import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { loadUws, type UwsApp, type UwsListenSocket } from '@bugsage/collector/http';
import { reportUsage } from './report-usage.ts';

/** The part of uWebSockets.js that spreads connections over threads; the product does not use it. */
export type ClusterApp = UwsApp & {
  getDescriptor(): unknown;
  addChildAppDescriptor(descriptor: unknown): void;
};
export type ThreadMessage = { kind: 'ready'; descriptor: unknown } | { kind: 'removed' };

/**
 * `receive` on two threads of one process: this one accepts connections and hands them out in turns, each thread has a
 * journal of its own. All of them share the four threads on which Node.js writes and syncs files.
 */
const THREADS = 2;

const loaded = loadUws();
if (loaded.kind !== 'loaded') throw new Error(`No uWebSockets.js here: ${loaded.reason}`);
const { binding } = loaded;
const acceptor = binding.App() as ClusterApp;
const threads: Worker[] = [];
for (let count = 0; count < THREADS; count += 1) {
  const thread = new Worker(new URL('receive-thread.ts', import.meta.url));
  const [message] = (await once(thread, 'message')) as [ThreadMessage];
  if (message.kind === 'ready') acceptor.addChildAppDescriptor(message.descriptor);
  threads.push(thread);
}
const socket = await new Promise<UwsListenSocket | false>((resolve) => {
  acceptor.listen('127.0.0.1', 0, resolve);
});
if (socket === false) throw new Error('The port could not be opened.');
reportUsage({ port: binding.us_socket_local_port(socket), stop });

async function stop(): Promise<void> {
  const removed = Promise.all(threads.map((thread) => once(thread, 'message')));
  for (const thread of threads) thread.postMessage('remove', []);
  await removed;
  // Node.js aborts, with a stack trace, when a thread ends that still has connections of uWebSockets.js.
  process.kill(process.pid, 'SIGKILL');
}
