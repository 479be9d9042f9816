import { execFileSync } from 'node:child_process';

import { expect, it } from 'vitest';

const RUN_TIMEOUT_MS = 180_000;

/** In a process of its own, so that only the SDK is measured: 100,000 real requests with scopes, one in five reports. */
const PROGRAM = `
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import * as sdk from '@bugsage/sdk';

sdk.init({
  dsn: 'http://' + 'a'.repeat(32) + '@127.0.0.1:9/1',
  release: 'heap@1',
  integrations: [sdk.sessions()],
  contextLines: 0,
  shutdownTimeoutMs: 0,
  // All of the way, but for the network.
  beforeSend: () => null,
});
let scopes = 0;
const server = createServer((request, response) => {
  const number = Number(request.url.slice(1));
  sdk.setTag('task', request.url);
  sdk.addBreadcrumb({ message: request.url });
  if (number % 5 === 0) sdk.captureException(new Error('failed ' + (number % 1000)));
  request.resume().on('end', () => {
    scopes += sdk.getCurrentScope().data.tags.task === request.url ? 1 : 0;
    response.end();
  });
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
// Many at a time over one connection, so that the client costs little.
const socket = connect(server.address().port, '127.0.0.1').setEncoding('latin1');
const AT_A_TIME = 200;
const ANSWER = 'HTTP/1.1 200';
let rest = '';
const serve = async (from, to) => {
  for (let first = from; first < to; first += AT_A_TIME) {
    const numbers = Array.from({ length: AT_A_TIME }, (_, step) => first + step);
    socket.write(numbers.map((number) => 'GET /' + number + ' HTTP/1.1\\r\\nHost: shop.test\\r\\n\\r\\n').join(''));
    for (let open = AT_A_TIME; open > 0; ) {
      const [chunk] = await once(socket, 'data');
      const text = rest + chunk;
      open -= text.split(ANSWER).length - 1;
      rest = text.slice(1 - ANSWER.length);
    }
  }
};
const heap = () => {
  gc();
  gc();
  return process.memoryUsage().heapUsed;
};
await serve(0, 20_000);
const before = heap();
await serve(20_000, 120_000);
process.stdout.write(JSON.stringify({ grownBytes: heap() - before, scopes }));
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
    const { grownBytes, scopes } = JSON.parse(output) as { grownBytes: number; scopes: number };
    expect(scopes).toBe(120_000);
    expect(grownBytes).toBeLessThan(1_000_000);
  },
  RUN_TIMEOUT_MS,
);
