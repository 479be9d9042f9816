import { execFileSync } from 'node:child_process';

import { expect, it } from 'vitest';

const RUN_TIMEOUT_MS = 180_000;

/** In a process of its own, so that only the SDK is measured: 100,000 requests with scopes, one in five reports. */
const PROGRAM = `
import { EventEmitter } from 'node:events';
import { Server } from 'node:http';
import * as sdk from '@bugsage/sdk';

sdk.init({
  dsn: 'http://' + 'a'.repeat(32) + '@127.0.0.1:9/1',
  contextLines: 0,
  shutdownTimeoutMs: 0,
  // All of the way, but for the network.
  beforeSend: () => null,
});
const server = new Server();
server.on('request', (request) => {
  sdk.setTag('task', request.url);
  sdk.addBreadcrumb({ message: request.url });
  if (request.number % 5 === 0) sdk.captureException(new Error('failed ' + (request.number % 1000)));
});
const serve = (from, to) => {
  for (let number = from; number < to; number += 1) {
    const request = Object.assign(new EventEmitter(), { method: 'GET', url: '/' + number, headers: {}, number });
    const response = new EventEmitter();
    server.emit('request', request, response);
    request.emit('end');
    response.emit('close');
  }
};
const heap = () => {
  gc();
  gc();
  return process.memoryUsage().heapUsed;
};
serve(0, 20_000);
const before = heap();
serve(20_000, 120_000);
process.stdout.write(String(heap() - before));
process.exit(0);
`;

it(
  'keeps nothing of 100,000 requests: at most 1 MB more heap',
  () => {
    const output = execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', PROGRAM], {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'] },
    });
    expect(Number(output)).toBeLessThan(1_000_000);
  },
  RUN_TIMEOUT_MS,
);
