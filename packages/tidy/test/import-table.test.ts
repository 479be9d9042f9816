import { describe, expect, it } from 'vitest';
import { DRIVER_IMPORTS, WORKSPACE_IMPORTS } from '../src/import-table.ts';
import { importsOf, listFiles, type SourceFile } from '../src/source-files.ts';

/** Product code: tests may reach further, fixtures and the demo's shop are not ours to hold to it. */
const files = listFiles(/^(packages\/[^/]+|collector|analyzer|benchmarks)\/(src\/)?.*\.tsx?$/).filter(
  (file) => !/\.(test|conformance)\.tsx?$|\/test\/|\/testing\/|\/fixtures\//.test(file.path),
);

function homeOf(file: SourceFile): string {
  const parts = file.path.split('/');
  return parts[0] === 'packages' ? `packages/${parts[1]}` : (parts[0] ?? '');
}

describe('import table', () => {
  it('sees every part of the workspace', () => {
    const homes = new Set(files.map(homeOf));
    expect(Object.keys(WORKSPACE_IMPORTS).filter((home) => !homes.has(home))).toEqual([]);
    expect([...homes].filter((home) => WORKSPACE_IMPORTS[home] === undefined)).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });

  it('holds between packages', () => {
    const violations = files.flatMap((file) =>
      importsOf(file)
        .filter(({ module }) => module.startsWith('@bugsage/'))
        .filter(({ module, typeOnly }) => {
          const name = module.split('/').slice(0, 2).join('/');
          const allowed = WORKSPACE_IMPORTS[homeOf(file)] ?? [];
          return !allowed.includes(name) && !(typeOnly && allowed.includes(`type ${name}`));
        })
        .map(({ module }) => `${file.path} imports ${module}`),
    );
    expect(violations).toEqual([]);
  });

  it('keeps drivers behind their ports', () => {
    const violations = files.flatMap((file) =>
      importsOf(file)
        .filter(({ module }) => {
          const driver = Object.keys(DRIVER_IMPORTS).find(
            (name) => module === name || module.startsWith(`${name}/`),
          );
          return driver !== undefined && !file.path.startsWith(`${DRIVER_IMPORTS[driver]}/`);
        })
        .map(({ module }) => `${file.path} imports ${module}`),
    );
    expect(violations).toEqual([]);
  });

  it('notices a forbidden import when there is one', () => {
    const forged = {
      path: 'packages/core/src/x.ts',
      text: "import postgres from 'postgres';\nexport * from '@bugsage/cli';",
    };
    expect(importsOf(forged).map(({ module }) => module)).toEqual(['postgres', '@bugsage/cli']);
  });
});
