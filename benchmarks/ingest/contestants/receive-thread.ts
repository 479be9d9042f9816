import { parentPort } from 'node:worker_threads';
import { listenOnUws, loadUws, type UwsApp } from '@bugsage/collector/http';
import { openReceiving } from './open-receiving.ts';
import type { ClusterApp, ThreadMessage } from './receive-threads.ts';

/** One thread of receive-threads.ts: the server of `receive`, which is handed its connections. */
const loaded = loadUws();
if (loaded.kind !== 'loaded') throw new Error(`No uWebSockets.js here: ${loaded.reason}`);
const { binding, name } = loaded;
const { handler, remove } = await openReceiving();
let app: UwsApp | undefined;
const App = (): UwsApp => (app = binding.App());
// It has to listen somewhere too: on a port that nobody is told of.
await listenOnUws({ ...binding, App }, { host: '127.0.0.1', port: 0, handler, name });
parentPort?.on('message', () => void remove().then(() => say({ kind: 'removed' })));
say({ kind: 'ready', descriptor: (app as unknown as ClusterApp).getDescriptor() });

function say(message: ThreadMessage): void {
  parentPort?.postMessage(message, []);
}
