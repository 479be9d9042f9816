import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** A version that shares code with anything could change when that code does. */
const FOLDER = new URL('../src/bs1/', import.meta.url);

test('bs1 imports only its own files, the hash function, and types', () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'));
  expect(files.length).toBeGreaterThan(5);
  const foreign = files.flatMap((name) =>
    foreignImports(readFileSync(new URL(name, FOLDER), 'utf8')).map((line) => `${name}: ${line}`),
  );
  expect(foreign).toEqual([]);
});

function foreignImports(source: string): string[] {
  return source
    .split('\n')
    .filter(
      (line) =>
        /^(?:import|export) .* from /.test(line) &&
        !line.startsWith('import type ') &&
        !/ from '(?:\.\/[a-z0-9-]+\.ts|node:crypto)'/.test(line),
    );
}
