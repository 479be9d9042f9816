import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findFreePort } from '../free-port.ts';
import { startEmbeddedClickHouse } from './embedded-clickhouse.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bugsage-chdb-'));
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

it('an engine waits for the one of a killed server to let go of the folder', async () => {
  const start = async () =>
    startEmbeddedClickHouse({ directory, password: 'secret', port: await findFreePort() });
  const earlier = await start();
  let isStarted = false;
  const starting = start().then((engine) => {
    isStarted = true;
    return engine;
  });
  // Longer than a start takes, and the first tries with it.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  expect(isStarted).toBe(false);
  await earlier.stop();
  const later = await starting;
  const answer = await fetch(new URL('/ping', later.url.replace('bugsage:secret@', '')));
  expect(await answer.text()).toBe('Ok.\n');
  await later.stop();
});
