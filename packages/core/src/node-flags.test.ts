import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { NODE_FLAGS } from './node-flags.ts';

const root = mkdtempSync(join(tmpdir(), 'bugsage-stripped-'));
const hook = join(root, 'packages', 'core', 'keep-stripped.mjs');
mkdirSync(join(root, 'packages', 'core'), { recursive: true });
copyFileSync(fileURLToPath(new URL('../keep-stripped.mjs', import.meta.url)), hook);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const program = (name: string, text: string): string => {
  const file = join(root, name);
  writeFileSync(file, text);
  const flags = NODE_FLAGS.map((flag) => (flag.startsWith('--import=') ? `--import=${hook}` : flag));
  return execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' });
};
const kept = (): string[] => readdirSync(join(root, '.toolchain', 'stripped'));

it('runs TypeScript, the newest text of it, and keeps one file for each source', () => {
  expect(program('one.ts', 'const words: string = "first";\nconsole.log(words);')).toBe('first\n');
  expect(program('one.ts', 'const words: string = "first";\nconsole.log(words);')).toBe('first\n');
  expect(program('one.ts', 'const words: string = "second";\nconsole.log(words);')).toBe('second\n');
  expect(kept()).toHaveLength(1);
});

it('leaves lines and columns as they are in the source', () => {
  const text =
    'type Wide = {\n  a: number;\n};\nconst at: Wide = { a: 1 };\nconsole.log(at.a, new Error("x").stack);';
  const place = /two\.ts:5:19/;
  expect(program('two.ts', text)).toMatch(place);
  expect(program('two.ts', text)).toMatch(place);
});
