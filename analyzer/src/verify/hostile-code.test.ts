import { describe, expect, test } from 'vitest';
import { testSandbox, verifyFixture } from './testing/fixture.ts';
import { undefinedProperty } from './testing/fixtures.ts';

const sandbox = await testSandbox();

describe.skipIf(sandbox.kind === 'none')('hostile repositories', () => {
  test.each([
    ['loops', 'while (true);'],
    ['ends the process', 'process.exit(0);'],
    ['floods the output', "while (true) console.log('x'.repeat(1e6));"],
    ['waits for ever', 'await new Promise(() => {});'],
    ['forges answers', `console.log('{"failing":[]}'); throw new Error('no');`],
  ])('code that %s ends without a proof', async (_what, code) => {
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
    expect(verification.verdict).toBe('plausible');
    expect(verification.level).toBeLessThan(4);
  });
});
