import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Carrier = { readonly url: string; stop(): Promise<void> };

/** The shop's shipping carrier: rates as JSON, and for Iceland the gateway's error page, as gateways do. */
export async function startCarrier(): Promise<Carrier> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://carrier.local');
    if (url.searchParams.get('country') === 'IS') answerBadGateway(response);
    else if (url.pathname === '/rates') answerJson(response, { rates: ratesFor(url) });
    else answerJson(response, { points: [{ name: 'Kiosk am Markt', street: 'Am Markt 1' }] });
  });
  await listen(server);
  return {
    url: urlOf(server),
    stop: () => close(server),
  };
}

/** The address of a service that is down: a port that was just given back. */
export async function refusingUrl(): Promise<string> {
  const server = createServer();
  await listen(server);
  const url = urlOf(server);
  await close(server);
  return url;
}

function ratesFor(url: URL) {
  const heavy = Number(url.searchParams.get('grams')) > 1_000;
  return [
    { service: 'parcel', price: heavy ? 790 : 490, days: 3 },
    { service: 'express', price: 1_490, days: 1 },
  ];
}

function answerJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function answerBadGateway(response: ServerResponse): void {
  response.writeHead(502, { 'content-type': 'text/html' });
  response.end(
    '<html>\n<head><title>502 Bad Gateway</title></head>\n<body><h1>502 Bad Gateway</h1></body>\n</html>\n',
  );
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
