import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readImporters, testsReaching, type Importers } from './tests-reaching.ts';

const FILES: Readonly<Record<string, string>> = {
  'lib/util/text.ts': '',
  'lib/rules/no-gap.js': "const text = require('../util/text');",
  'lib/rules/index.js': "module.exports = { gap: require('./no-gap') };",
  'lib/other.js': '',
  'test/lib/rules/no-gap.js': "const rule = require('../../../lib/rules/no-gap');",
  'test/lib/rules/all.js': "const rules = require('../../../lib/rules');",
  'test/lib/other.js': "const other = require('../../lib/other.js');",
  'test/fixtures/no-gap.js': "require('../../lib/rules/no-gap');",
  'src/shop.ts': "import { text } from '../lib/util/text.js';",
  'src/shop.test.ts': "import { shop } from './shop.ts';",
  'src/no-gap.spec.ts': 'export {};',
};
let folder: string;
let importers: Importers;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bugsage-imports-'));
  for (const [path, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await symlink(join(folder, 'test/lib/rules/no-gap.js'), join(folder, 'test/link.js'));
  importers = await readImporters(folder, [...Object.keys(FILES), 'test/link.js', 'test/gone.js']);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('those that import the file come first, then those that reach it through others, then its namesakes', () => {
  expect(testsReaching(importers, 'lib/rules/no-gap.js', [])).toEqual([
    'test/lib/rules/no-gap.js',
    'test/lib/rules/all.js',
    'src/no-gap.spec.ts',
  ]);
});

test('of those that are equally far, one about another file of the stack comes first', () => {
  expect(testsReaching(importers, 'lib/util/text.ts', ['lib/util/text.ts', 'src/shop.ts'])[0]).toBe(
    'src/shop.test.ts',
  );
});

test('a file that no test imports has none', () => {
  expect(testsReaching(importers, 'lib/nobody.js', [])).toEqual([]);
});
