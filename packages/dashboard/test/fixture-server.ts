import { createReadStream, existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { CONTENT_SECURITY_POLICY } from '../../../analyzer/src/api/security.ts';
import { ACCOUNT_ROUTES, PUBLIC_ANSWERS } from './fixtures/accounts.ts';
import { ALERT_ROUTES } from './fixtures/alerts.ts';
import { artifactRoutes } from './fixtures/artifacts.ts';
import { groupingRuleRoutes } from './fixtures/grouping-rules.ts';
import { INTEGRATION_ROUTES } from './fixtures/integrations.ts';
import { OWNERSHIP_ROUTES } from './fixtures/ownership.ts';
import { RELEASE_ROUTES } from './fixtures/releases.ts';
import { savedViewRoutes } from './fixtures/saved-views.ts';
import { findFix, FIXTURE_ROUTES, type FixtureRoute } from './fixture-routes.ts';
import { createState, type FixtureState } from './fixture-state.ts';

export const LOGIN = { username: 'admin@example.org', password: 'correct horse' } as const;

/** The same password, and a second factor. */
export const LOGIN_WITH_CODE = { username: 'careful@example.org', otp: '123456' } as const;

const SESSION_COOKIE = 'session=open';
const TOKENS = { access_token: 'token', token_type: 'Bearer', expires_in: 900 };
const MEDIA_TYPES: { readonly [extension: string]: string } = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};
const POLICY = Object.entries(CONTENT_SECURITY_POLICY)
  .map(([directive, sources]) => [directive, ...sources].join(' '))
  .join(';');

export type FixtureServer = {
  readonly url: string;
  readonly state: FixtureState;
  readonly stop: () => Promise<void>;
};

/** The built dashboard with the headers of the real server, and an API that answers fixtures. */
export async function startFixtureServer(dashboardFolder: string): Promise<FixtureServer> {
  const state = createState();
  const routes = [
    ...FIXTURE_ROUTES,
    ...ACCOUNT_ROUTES,
    ...ALERT_ROUTES,
    ...INTEGRATION_ROUTES,
    ...OWNERSHIP_ROUTES,
    ...RELEASE_ROUTES,
    ...artifactRoutes(),
    ...groupingRuleRoutes(),
    ...savedViewRoutes(),
  ];
  const server = createServer((request, response) => {
    handle({ request, response, state, routes, dashboardFolder }).catch((error: unknown) => {
      // A fixture of the wrong shape; the page shows the status, the console of the test the reason.
      process.stderr.write(`${String(error)}\n`);
      sendJson(response, 500, { title: String(error) });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, state, stop: () => stop(server) };
}

type Exchange = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly state: FixtureState;
  readonly routes: readonly FixtureRoute[];
  readonly dashboardFolder: string;
};

async function handle(exchange: Exchange): Promise<void> {
  const { request, response, dashboardFolder } = exchange;
  const url = new URL(request.url ?? '/', 'http://fixture');
  response.setHeader('content-security-policy', POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  if (url.pathname.startsWith('/api/v1/auth/')) await answerSession(exchange, url.pathname);
  else if (url.pathname.startsWith('/api/v1/')) await answerApi(exchange, url);
  else if (url.pathname === '/health') sendJson(response, 200, exchange.state.health);
  else sendFile(response, dashboardFolder, url.pathname);
}

async function answerSession({ request, response }: Exchange, path: string): Promise<void> {
  if (path in PUBLIC_ANSWERS) {
    sendJson(response, 200, PUBLIC_ANSWERS[path]);
    return;
  }
  const form = new URLSearchParams(await text(request));
  const isKnownPerson = form.get('password') === LOGIN.password;
  const isRight = form.get('username') === LOGIN.username && isKnownPerson;
  const needsCode = form.get('username') === LOGIN_WITH_CODE.username && isKnownPerson;
  const hasCode = needsCode && form.get('otp') === LOGIN_WITH_CODE.otp;
  const isKnown = request.headers.cookie?.includes(SESSION_COOKIE) ?? false;
  if (path.endsWith('/token') && (isRight || hasCode)) {
    response.setHeader('set-cookie', `${SESSION_COOKIE}; Path=/; HttpOnly; SameSite=Strict`);
    sendJson(response, 200, TOKENS);
  } else if (path.endsWith('/refresh') && isKnown) sendJson(response, 200, TOKENS);
  else if (path.endsWith('/logout')) {
    response.setHeader('set-cookie', 'session=; Path=/; Max-Age=0');
    response.writeHead(204).end();
  } else if (needsCode)
    sendJson(response, 401, { title: 'Unauthorized', detail: 'A code.', code: 'otp_required' });
  else sendJson(response, 401, { title: 'Unauthorized', detail: 'Unknown session or password.' });
}

async function answerApi({ request, response, state, routes }: Exchange, url: URL): Promise<void> {
  if (request.headers.authorization !== `Bearer ${TOKENS.access_token}`) {
    sendJson(response, 401, { title: 'Unauthorized' });
    return;
  }
  const path = url.pathname.slice('/api/v1/'.length);
  const patched = /^fixes\/([^/]+)\/patch$/u.exec(path);
  if (patched !== null) {
    response.setHeader('content-type', 'text/x-diff; charset=utf-8');
    response.end(findFix({ state, ids: patched.slice(1) })?.code_diff);
    return;
  }
  const route = routes.find((one) => one.method === request.method && one.path.test(path));
  const ids = route?.path.exec(path)?.slice(1) ?? [];
  const json = await text(request);
  const body: unknown = json === '' ? null : JSON.parse(json);
  const answer = route?.answer({ state, ids, query: url.searchParams, body }) ?? null;
  if (route === undefined || answer === null) sendJson(response, 404, { title: 'Not found' });
  else sendJson(response, 200, route.schema.parse(answer));
}

/** Every path that is no file is a page, which the browser draws. */
function sendFile(response: ServerResponse, folder: string, asked: string): void {
  const isFile = extname(asked) !== '' && existsSync(join(folder, asked));
  const path = join(folder, isFile ? asked : 'index.html');
  response.setHeader('content-type', MEDIA_TYPES[extname(path)] ?? 'application/octet-stream');
  createReadStream(path).pipe(response);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
}
