import { expect, test } from 'vitest';
import { testFileCommand } from './test-file-command.ts';

const FILES = ['lib/a.js', 'test/a.js', 'test/b.js', 'packages/shop/src/a.test.ts'];

test.each([
  ['mocha', 'mocha', '', 'test/a.js', 'mocha test/a.js'],
  [
    'mocha',
    'npm run lint && mocha -t 500 "test/**/*.js" --exit',
    '',
    'test/a.js',
    'mocha -t 500 --exit test/a.js',
  ],
  [
    'mocha',
    'bin/node node_modules/mocha/bin/_mocha -t 15000 test/b.js',
    '',
    'test/a.js',
    'bin/node node_modules/mocha/bin/_mocha -t 15000 test/a.js',
  ],
  [
    'mocha',
    'mocha "**/*.test.*js" --ignore "node_modules/**"',
    '',
    'test/a.js',
    'mocha --ignore "node_modules/**" test/a.js',
  ],
  ['mocha', 'node Makefile.js test', '', 'test/a.js', 'mocha test/a.js'],
  ['mocha', 'NODE_ENV=$MODE mocha test', '', 'test/a.js', 'mocha test/a.js'],
  ['mocha', 'mocha "test/a b.js"', '', 'test/a.js', 'mocha test/a.js'],
  ['jest', 'jest --ci', '', 'test/a.js', 'jest --ci test/a.js'],
  ['vitest', 'vitest run src', 'packages/shop', 'packages/shop/src/a.test.ts', 'vitest run src/a.test.ts'],
  ['node:test', 'node --import tsx --test test/', '', 'test/a.js', 'node --import tsx --test test/a.js'],
  ['node:test', 'node --test', '', "test/it's.js", `node --test 'test/it'\\''s.js'`],
] as const)('%s: %s', (framework, testCommand, folder, path, expected) => {
  expect(testFileCommand({ framework, testCommand, folder }, FILES, path)).toBe(expected);
});

test('a runner that is not known has none', () => {
  expect(
    testFileCommand({ framework: null, testCommand: 'make test', folder: '' }, FILES, 'test/a.js'),
  ).toBeNull();
});
