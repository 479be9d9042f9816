import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { beforeAll, describe, expect, it } from 'vitest';

import { findChromium } from '../../../packages/cli/test/sdk/chromium.ts';
import { measureCapture, measureRequests, measureStart } from './measure-node.ts';
import { measurePage } from './measure-page.ts';

const SDK = join(import.meta.dirname, '..', '..', '..', 'packages', 'sdk');
const chromium = findChromium();
const TIMEOUT_MS = 240_000;

/**
 * The promises that hold on a busy machine as well: CPU beside that of Sentry's SDK in the same run. The others are
 * measured by `npm run bench -- sdk`, on a quiet machine.
 */
describe('the SDK costs', () => {
  beforeAll(() => {
    if (!existsSync(join(SDK, 'dist', 'node.js')))
      execFileSync('pnpm', ['run', 'build'], { cwd: SDK, stdio: 'pipe' });
  });

  it(
    'a process at most a twentieth of the start of @sentry/node, and 5 MB',
    async () => {
      const { bugsage, sentry } = await measureStart(4);
      expect(bugsage.cpuMs).toBeLessThanOrEqual(sentry.cpuMs / 20);
      expect(bugsage.rssMB).toBeLessThanOrEqual(5);
    },
    TIMEOUT_MS,
  );

  it(
    'a process 300 µs for a captured error; on a slow machine no more than @sentry/node',
    async () => {
      const { bugsage, sentry } = await measureCapture(11);
      expect(bugsage.cpuUs).toBeLessThanOrEqual(Math.max(300, sentry.cpuUs));
    },
    TIMEOUT_MS,
  );

  it(
    'a server at most half of @sentry/node for a request',
    async () => {
      const { none, bugsage, sentry } = await measureRequests(4, 3000);
      expect(bugsage - none).toBeLessThanOrEqual((sentry - none) / 2);
    },
    TIMEOUT_MS,
  );

  it.skipIf(chromium === null)(
    'a page at most half of @sentry/browser for a captured error',
    async () => {
      const { bugsage, sentry } = await measurePage(chromium ?? '', 1);
      expect(bugsage).toBeLessThanOrEqual(sentry / 2);
    },
    TIMEOUT_MS,
  );
});
