import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { installBuiltSdk } from '../support/install-built-sdk.ts';
import { RUNTIMES, findRuntime } from './runtimes.ts';

/** With the first download of a runtime. */
const RUN_TIMEOUT_MS = 300_000;
const REQUESTS = 50;

describe('the built package', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'bugsage-runtimes-'));
    installBuiltSdk(folder);
    // Deno wants to be told.
    writeFileSync(join(folder, 'package.json'), '{"dependencies":{"@bugsage/sdk":"*"}}');
    cpSync(join(import.meta.dirname, 'smoke.mjs'), join(folder, 'smoke.mjs'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it.each(RUNTIMES)(
    'captures, follows and counts requests and delivers on %s, imported and required',
    (name) => {
      const parameters =
        name === 'Deno' ? ['run', '--allow-all', '--node-modules-dir=manual', 'smoke.mjs'] : ['smoke.mjs'];
      const output = execFileSync(findRuntime(name), parameters, {
        cwd: folder,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: folder },
      });
      const { scopes, ...seen } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as {
        scopes: Record<string, number>;
      };
      expect(seen).toEqual({
        isDelivered: true,
        areCounted: true,
        runtime: name.split(' ')[0]?.toLowerCase(),
        types: ['TypeError', 'Error'],
        calls: ['failInside', true],
      });
      const places = ['close', 'data', 'end', 'finish', 'timer'];
      expect(scopes).toEqual(Object.fromEntries(places.map((place) => [place, REQUESTS])));
    },
    RUN_TIMEOUT_MS,
  );
});
