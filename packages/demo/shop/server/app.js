import { createServer } from 'node:http';
import { HttpError, sendJson } from './http.js';
import { reportError } from './report-error.js';
import { matchRoute } from './router.js';
import { routes } from './routes.js';
import { serveStatic } from './static-files.js';

export function createShop() {
  return createServer(async (request, response) => {
    const url = new URL(request.url, 'http://shop.local');
    try {
      await handle(request, response, url);
    } catch (error) {
      answerError(error, request, response, url);
    }
  });
}

async function handle(request, response, url) {
  const match = matchRoute(routes, request.method, url.pathname);
  if (!match) {
    await serveStatic(request, response, url.pathname);
    return;
  }
  const { status = 200, body } = await match.handler({ request, response, url, params: match.params });
  sendJson(response, status, body);
}

function answerError(error, request, response, url) {
  if (error instanceof HttpError) {
    sendJson(response, error.status, { error: error.message });
    return;
  }
  reportError(error, { where: `${request.method} ${url.pathname}` });
  sendJson(response, 500, { error: 'Something went wrong on our side.' });
}
