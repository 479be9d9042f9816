import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { stackFrames } from './stack-frames.ts';

it('reads frames crash first, with the lines around them, and knows the source from the rest', async () => {
  const tree = await mkdtemp(join(tmpdir(), 'bugsage-mine-'));
  try {
    await mkdir(join(tree, 'lib'));
    await writeFile(join(tree, 'lib', 'price.js'), ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].join('\n'));
    const stack = [
      "TypeError: Cannot read properties of undefined (reading 'net')",
      `    at priceOf (${tree}/lib/price.js:2:9)`,
      `    at ${tree}/test/price.js:7:3`,
      `    at Runner.run (${tree}/../cache/node_modules/mocha/lib/runner.js:10:5)`,
    ].join('\n');
    expect(await stackFrames(stack, tree)).toEqual([
      {
        function: 'priceOf',
        filename: 'lib/price.js',
        lineno: 2,
        colno: 9,
        in_app: true,
        pre_context: ['a'],
        context_line: 'b',
        post_context: ['c', 'd', 'e', 'f', 'g'],
      },
      { function: null, filename: 'test/price.js', lineno: 7, colno: 3, in_app: false },
      {
        function: 'Runner.run',
        filename: 'node_modules/mocha/lib/runner.js',
        lineno: 10,
        colno: 5,
        in_app: false,
      },
    ]);
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
});
