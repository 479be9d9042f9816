import { loadUws, type UwsResponse } from '@bugsage/collector/http';
import { reportUsage } from './report-usage.ts';

/** The floor: uWebSockets.js alone, reading the body and answering. With `parse`, the event is also parsed as JSON. */
const parses = process.argv[2] === 'parse';
const loaded = loadUws();
if (loaded.kind !== 'loaded') throw new Error(`No uWebSockets.js here: ${loaded.reason}`);
const { binding } = loaded;

function answer(response: UwsResponse): void {
  response.cork(() => {
    response
      .writeStatus('200 OK')
      .writeHeader('content-type', 'application/json')
      .end('{"id":"00000000000000000000000000000000"}', false);
  });
}

binding
  .App()
  .any('/*', (response) => {
    const chunks: Buffer[] = [];
    response.onAborted(() => undefined);
    response.onData((chunk, isLast) => {
      chunks.push(Buffer.from(new Uint8Array(chunk)));
      if (!isLast) return;
      if (parses) {
        const body = Buffer.concat(chunks);
        JSON.parse(body.toString('utf8', body.lastIndexOf(10) + 1));
      }
      answer(response);
    });
  })
  .listen('127.0.0.1', 0, (socket) => {
    if (socket === false) throw new Error('The port could not be opened.');
    reportUsage({ port: binding.us_socket_local_port(socket) });
  });
