import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';

/** Loaded before the program: says on stdout what really went over the wire, without touching the SDK. */
subscribe('http.client.response.finish', ({ request, response }) => {
  const line = {
    path: request.path.split('?')[0],
    contentEncoding: request.getHeader('content-encoding') ?? null,
    transferEncoding: request.getHeader('transfer-encoding') ?? (request.chunkedEncoding ? 'chunked' : null),
    status: response.statusCode,
  };
  writeSync(1, `${JSON.stringify(line)}\n`);
});
