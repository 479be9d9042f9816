import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HttpError } from './http.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TYPES = { '.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript' };
const PAGES = {
  '/': 'index.html',
  '/basket': 'basket.html',
  '/checkout': 'checkout.html',
  '/order': 'order.html',
};

export async function serveStatic(request, response, path) {
  if (request.method !== 'GET') throw new HttpError(405, 'Method not allowed.');
  const file = locate(path);
  if (!file) throw new HttpError(404, 'Not found.');
  const content = await readFile(file).catch(() => {
    throw new HttpError(404, 'Not found.');
  });
  response.writeHead(200, { 'content-type': `${TYPES[extname(file)] ?? 'text/plain'}; charset=utf-8` });
  response.end(content);
}

export function locate(path) {
  if (PAGES[path]) return join(ROOT, 'pages', PAGES[path]);
  if (path.startsWith('/assets/')) return inside(join(ROOT, 'assets'), path.slice('/assets/'.length));
  if (path.startsWith('/vendor/') && process.env.SHOP_VENDOR_DIR) {
    return inside(process.env.SHOP_VENDOR_DIR, path.slice('/vendor/'.length));
  }
  return undefined;
}

function inside(folder, name) {
  const file = normalize(join(folder, name));
  return file.startsWith(folder + sep) ? file : undefined;
}
