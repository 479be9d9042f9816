import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { startTestCollector } from './support/test-collector.ts';

it('carries the local variables of the call that threw, without secrets, and ends as always', async () => {
  const collector = await startTestCollector();
  // The debugger pauses a whole process, so it is one of its own.
  const program = join(import.meta.dirname, 'support', 'throw-with-variables.mjs');
  const { stderr } = await promisify(execFile)(process.execPath, [program], {
    env: { PATH: process.env['PATH'], DSN: collector.dsn },
  });
  expect(stderr).toBe('');
  const frames = collector.events()[0]?.exception?.values[0]?.stacktrace?.frames ?? [];
  expect(frames.map(({ vars }) => vars).filter(Boolean)).toEqual([
    { order: '[Object]', total: 12, password: '[filtered]' },
  ]);
  await collector.close();
});
