import { expect, test } from 'vitest';
import { npmLockOfBun } from './bun-lock.ts';

const lockOf = (packages: string, workspaces = '"": { "name": "shop" },'): string =>
  `{ "lockfileVersion": 1, "workspaces": { ${workspaces} }, "packages": { ${packages} } }`;

test('versions stand at their places, and packages for one kind of machine are optional', () => {
  const lock = npmLockOfBun(
    lockOf(`
      "a": ["a@1.2.0", "", { "dependencies": { "@s/b": "^2" }, "peerDependencies": { "p": "*" }, "optionalPeers": ["p"] }, "sha512-A"],
      "a/@s/b": ["@s/b@2.0.1", "", { "bin": "b.js" }, "sha512-B"],
      "c": ["c@3.0.0-beta.1", "", { "os": "darwin", "cpu": ["arm64", "x64"] }, "sha512-C"],
    `),
    '{ "name": "shop", "dependencies": { "a": "^1" } }',
  );
  expect(JSON.parse(lock ?? 'null')).toEqual({
    lockfileVersion: 3,
    requires: true,
    packages: {
      '': { name: 'shop', dependencies: { a: '^1' } },
      'node_modules/a': {
        version: '1.2.0',
        integrity: 'sha512-A',
        dependencies: { '@s/b': '^2' },
        peerDependencies: { p: '*' },
        peerDependenciesMeta: { p: { optional: true } },
      },
      'node_modules/a/node_modules/@s/b': {
        version: '2.0.1',
        integrity: 'sha512-B',
        bin: 'b.js',
        peerDependenciesMeta: {},
      },
      'node_modules/c': {
        version: '3.0.0-beta.1',
        integrity: 'sha512-C',
        optional: true,
        os: ['darwin'],
        cpu: ['arm64', 'x64'],
        peerDependenciesMeta: {},
      },
    },
  });
});

test.each([
  ['several workspaces', lockOf('', '"": {}, "packages/a": {},')],
  ['a package of git', lockOf('"a": ["a@github:x/a#1", "", {}, "sha512-A"]')],
  ['a folder', lockOf('"a": ["a@file:../a", {}]')],
  ['no lock file', 'nothing'],
])('%s is nothing npm can hold', (_, text) => {
  expect(npmLockOfBun(text, '{}')).toBeNull();
});
