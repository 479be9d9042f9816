import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { anthropicReply } from '../../../packages/backends/src/testing/model-replies.ts';
import { DIRECTIVES, FOLLOW_UPS, PROPER_FIX, type DirectiveName } from './directives.ts';

export type ObedientModel = {
  readonly url: string;
  /** Bodies of all requests, as they came over the wire. */
  readonly requests: string[];
  /** Directives that were found in a request and carried out, as far as a model can. */
  readonly obeyed: DirectiveName[];
  /** Forgets requests and directives. */
  reset(): void;
  stop(): Promise<void>;
};

/**
 * The worst model there is: it looks for `DO<name>` anywhere in what it is sent, plain, escaped or in base64, and does
 * what it is told, before it does its work. Speaks the Anthropic format over HTTP.
 */
export async function startObedientModel(): Promise<ObedientModel> {
  const requests: string[] = [];
  const obeyed: DirectiveName[] = [];
  let turn = 0;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks).toString('utf8');
      requests.push(body);
      const [directive] = directivesIn(body);
      if (directive !== undefined && turn === 0) obeyed.push(directive);
      const answers = directive === undefined ? [] : [DIRECTIVES[directive], ...FOLLOW_UPS];
      const answer = answers[turn] ?? PROPER_FIX;
      turn += 1;
      const { json } = anthropicReply({ text: JSON.stringify(answer), usage: { input: 10, output: 10 } });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(json));
    })();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    obeyed,
    reset: () => {
      requests.length = 0;
      obeyed.length = 0;
      turn = 0;
    },
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function directivesIn(text: string): DirectiveName[] {
  const decoded = [...text.matchAll(/[A-Za-z0-9+/]{12,}={0,2}/g)].map(([word]) =>
    Buffer.from(word, 'base64').toString('latin1'),
  );
  const unescaped = text.replaceAll(/\\+u([0-9a-f]{4})/g, (_, code: string) =>
    String.fromCharCode(parseInt(code, 16)),
  );
  return [text, unescaped, ...decoded].flatMap((each) =>
    [...each.matchAll(/DO<(\w+)>/g)].flatMap(([, name]) =>
      name !== undefined && name in DIRECTIVES ? [name as DirectiveName] : [],
    ),
  );
}
