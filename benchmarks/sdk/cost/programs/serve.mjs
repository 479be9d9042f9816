// An HTTP server that does nothing but answer, and tells the CPU it has used, in microseconds.
import { STARTS } from './contestants.mjs';

await STARTS[process.argv[2]]();
const { createServer } = await import('node:http');
const server = createServer((request, response) => {
  if (request.url !== '/cpu') return void response.end('ok');
  const { user, system } = process.cpuUsage();
  response.end(JSON.stringify({ cpuUs: user + system }));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
