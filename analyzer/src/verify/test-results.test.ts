import { expect, test } from 'vitest';
import { parseTestResults } from './test-results.ts';

test.each([
  ['TAP of node:test', 'ok 1 - a\nnot ok 2 - b c\n  ---\n# tests 2\n# pass 1\n# fail 1\n', 1, 1, ['b c']],
  [
    'spec of node:test',
    '✔ a (1.2ms)\n✖ b c (0.5ms)\nℹ pass 1\nℹ fail 1\n✖ failing tests:\n\n✖ b c (0.5ms)\n',
    1,
    1,
    ['b c'],
  ],
  [
    'vitest',
    ' × b > c 3ms\n FAIL  x.test.ts > b > c\n      Tests  1 failed | 4 passed (5)\n',
    4,
    1,
    ['b > c', 'x.test.ts > b > c'],
  ],
  ['jest', '  ● b › c\nTests:       1 failed, 2 skipped, 7 passed, 10 total\n', 7, 1, ['b › c']],
  ['mocha', '  3 passing (10ms)\n  1 failing\n\n  1) b c:\n', 3, 1, ['b c:']],
])('%s', (_runner, output, passed, failed, failing) => {
  expect(parseTestResults(output)).toEqual({ passed, failed, failing });
});

test('output of something else tells nothing', () => {
  expect(parseTestResults('all is well\n')).toBeNull();
});
