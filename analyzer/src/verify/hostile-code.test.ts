import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { endOfFix } from '../fix/end-of-fix.ts';
import { testSandbox, verifyFixture } from './testing/fixture.ts';
import { undefinedProperty } from './testing/fixtures.ts';

const sandbox = await testSandbox();

describe.skipIf(sandbox.kind === 'none')('hostile repositories', () => {
  test.each([
    ['loops', 'while (true);', 'The run did not end.'],
    ['ends the process', 'process.exit(0);', 'The code ended the process.'],
    // What it prints is kept until it is read: a busy machine meets the limit of memory first.
    [
      'floods the output',
      "while (true) console.log('x'.repeat(1e6));",
      /The run did not end\.|reaching memory limit/,
    ],
    ['waits for ever', 'await new Promise(() => {});', 'The run did not end.'],
    ['forges answers', `console.log('{"failing":[]}'); throw new Error('no');`, 'last: no'],
    [
      'reads a home folder',
      `(await import('node:fs')).readFileSync(${JSON.stringify(join(homedir(), '.profile'))});`,
      'ENOENT: no such file or directory',
    ],
    [
      'kills its parent',
      `process.kill(process.ppid, 'SIGKILL'); process.kill(process.pid, 'SIGKILL');`,
      'ended without an answer (killed by signal 9)',
    ],
  ])('code that %s ends without a proof, and says so', async (_what, code, words) => {
    const { verification } = await verifyFixture(
      {
        files: {
          'package.json': '{ "type": "module" }',
          'bad.js': `export async function run(task) {\n  ${code}\n  return task.name.length;\n}\n`,
        },
        error: undefinedProperty('length'),
        frames: [['bad.js', 'task.name.length']],
      },
      sandbox,
      { path: 'bad.js', find: 'task.name.length', replace: '(task.name?.length ?? 0)' },
    );
    expect(verification.reason).toContain('could not be reproduced');
    expect(verification.reason).toMatch(words);
    expect(verification.verdict).toBe('plausible');
    expect(verification.level).toBeLessThan(4);
    expect(endOfFix(verification)).toMatchObject({ status: 'failed', status_reason: verification.reason });
  });
});
