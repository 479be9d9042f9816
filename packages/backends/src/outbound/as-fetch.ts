import type { Outbound } from './outbound-fetch.ts';

/** The same calls in the shape of `fetch`, for libraries that take one. Bodies are text or bytes, answers are whole. */
export function asFetch(outbound: Outbound): typeof fetch {
  return async (input, init) => {
    const given = new Request(input, init);
    const body = given.body === null ? null : new Uint8Array(await given.arrayBuffer());
    const answer = await outbound.request(given.url, {
      method: given.method,
      headers: Object.fromEntries(given.headers),
      signal: given.signal,
      ...(body === null ? {} : { body }),
    });
    const hasBody = answer.body.byteLength > 0;
    // The body is decoded already; these would describe bytes that are gone.
    const headers = new Headers(answer.headers);
    headers.delete('content-encoding');
    headers.delete('content-length');
    return new Response(hasBody ? Buffer.from(answer.body) : null, { status: answer.status, headers });
  };
}
