import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { RECORDED_KEY, type RecordedStep } from './recording.ts';

export type RecordingServer = {
  readonly dsn: string;
  /** Requests with an event that came since the last call, once there is one. */
  take(step: string): Promise<readonly RecordedStep[]>;
  stop(): Promise<void>;
};

/** Requests that follow the first one of a step come within this. */
const SETTLE_MS = 300;
const STEP_TIMEOUT_MS = 30_000;

/** Takes what an SDK sends and says yes, as a collector would. */
export async function startRecordingServer(): Promise<RecordingServer> {
  const requests: Omit<RecordedStep, 'step'>[] = [];
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    // Sessions and client reports are no part of what is compared.
    if (/^\{"type":"event"[,}]/m.test(body)) requests.push(asRecorded(request, body));
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'content-type': 'application/json',
    });
    response.end('{}');
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    dsn: `http://${RECORDED_KEY}@127.0.0.1:${port}/1`,
    take: async (step) => {
      const deadline = Date.now() + STEP_TIMEOUT_MS;
      while (requests.length === 0) {
        if (Date.now() > deadline) throw new Error(`Nothing came of ${step} within ${STEP_TIMEOUT_MS} ms.`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
      return requests.splice(0).map((request) => ({ step, ...request }));
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function asRecorded(request: IncomingMessage, body: string): Omit<RecordedStep, 'step'> {
  const { url = '', headers } = request;
  if (headers['content-encoding'] !== undefined) throw new Error(`A compressed request to ${url}.`);
  const named = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && name !== 'host' ? [[name, value] as const] : [],
  );
  return { url, headers: Object.fromEntries(named), body: withoutMachine(body) };
}

/** What an SDK says of the machine it runs on is no part of a recording. */
function withoutMachine(body: string): string {
  const lines = body.split('\n').map((line) => {
    if (!line.includes('"exception"') && !line.includes('"message"')) return line;
    const event = JSON.parse(line) as { contexts?: Record<string, unknown> };
    for (const name of MACHINE_CONTEXTS) delete event.contexts?.[name];
    return JSON.stringify(event);
  });
  return lines.join('\n');
}

const MACHINE_CONTEXTS = ['os', 'device', 'app', 'cloud_resource'] as const;
