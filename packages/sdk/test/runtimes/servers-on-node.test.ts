import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { SERVER_APPS } from '../servers/server-apps.ts';
import { REQUESTS, type Separation } from '../servers/thousand-requests.ts';
import { RUNTIMES, findRuntime } from './runtimes.ts';

/** With the first download of a runtime. */
const RUN_TIMEOUT_MS = 300_000;
/** The pinned Node runs the other tests of servers. */
const OTHER_NODES = RUNTIMES.filter(
  (name) => name.startsWith('Node ') && name !== `Node ${process.versions.node.split('.')[0]}`,
);

describe('servers on every Node', () => {
  // Inside the package, so that the frameworks are found from there.
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', `.servers-on-node-${process.pid}`);
  const file = join(folder, 'all-servers.mjs');
  beforeAll(async () => {
    mkdirSync(folder, { recursive: true });
    await build({
      entryPoints: [join(import.meta.dirname, 'all-servers.ts')],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      external: ['express', 'fastify', 'koa', 'hono', '@nestjs/*', 'reflect-metadata'],
      logLevel: 'error',
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(OTHER_NODES)(
    `keep ${REQUESTS} concurrent requests apart on %s, with each framework`,
    (name) => {
      const output = execFileSync(findRuntime(name), [file], { cwd: folder, encoding: 'utf8' });
      const seen = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<string, Separation>;
      const apart = { crossed: [], worked: REQUESTS, statuses: [200] };
      expect(seen).toEqual(Object.fromEntries(Object.keys(SERVER_APPS).map((app) => [app, apart])));
    },
    RUN_TIMEOUT_MS,
  );
});
