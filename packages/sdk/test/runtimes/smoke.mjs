// Run by each runtime with the built package: answers on stdout what it saw. Imports and requires both copies.
import { createServer, request } from 'node:http';
import { createRequire } from 'node:module';
import * as esm from '@bugsage/sdk';

const cjs = createRequire(import.meta.url)('@bugsage/sdk');
const bodies = [];
const collector = createServer((incoming, response) => {
  const chunks = [];
  incoming.on('data', (chunk) => chunks.push(chunk));
  incoming.on('end', () => {
    if (incoming.url.startsWith('/api/')) bodies.push(Buffer.concat(chunks).toString());
    response.end('{}');
  });
});
await new Promise((resolve) => collector.listen(0, '127.0.0.1', resolve));
const { port } = collector.address();
esm.init({
  dsn: `http://${'ab'.repeat(16)}@127.0.0.1:${port}/1`,
  release: 'smoke@1',
  integrations: [esm.sessions()],
});

const places = {};
const server = createServer((incoming, response) => {
  const task = incoming.url.slice(1);
  esm.setTag('task', task);
  const note = (place) => {
    places[place] ??= [];
    places[place].push(esm.getCurrentScope().data.tags.task === task);
  };
  incoming.once('data', () => note('data'));
  incoming.on('end', () => {
    note('end');
    setTimeout(() => {
      note('timer');
      response.end();
    }, 1);
  });
  response.on('finish', () => note('finish'));
  response.on('close', () => note('close'));
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const post = (task) =>
  new Promise((resolve, reject) => {
    const options = { port: server.address().port, host: '127.0.0.1', path: `/${task}`, method: 'POST' };
    const call = request(options, (response) => response.resume().on('end', resolve));
    call.on('error', reject);
    call.end('{}');
  });
await Promise.all(Array.from({ length: 50 }, (_, task) => post(`t${task}`)));
await new Promise((resolve) => setTimeout(resolve, 50));

function failInside() {
  throw new TypeError('from the smoke test', { cause: new Error('below') });
}
try {
  failInside();
} catch (error) {
  cjs.captureException(error);
}
const isDelivered = await esm.flush(5000);
await esm.close(1000);
const lines = bodies.map((body) => body.split('\n').map((line) => JSON.parse(line)));
const [header] = lines.find((batch) => batch.slice(1).some(([kind]) => kind === 'e'));
const rows = lines.flatMap((batch) => batch.slice(1));
const exceptions = rows.find(([kind]) => kind === 'e')[4];
/** Those of the collector here come on top. */
const sessions = rows.filter(([kind]) => kind === 's').reduce((sum, [, , , { exited }]) => sum + exited, 0);
const frame = header.t[exceptions[0][2][0]];
process.stdout.write(
  `${JSON.stringify({
    isDelivered,
    areCounted: sessions >= 50,
    runtime: header.ctx.runtime.name,
    types: exceptions.map(([type]) => header.t[type]),
    calls: [header.t[frame[1]], header.t[frame[6]]?.includes("throw new TypeError('from the smoke test'")],
    scopes: Object.fromEntries(
      Object.entries(places).map(([place, seen]) => [place, seen.filter(Boolean).length]),
    ),
  })}\n`,
);
process.exit(0);
