import { describe, expect, it } from 'vitest';
import { listFiles } from '../src/source-files.ts';

/** One idea a file. Tables of cases in tests may be longer. */
const LINES_MAX = 400;

describe('file sizes', () => {
  const files = listFiles(/\.(ts|tsx|mjs|css)$/).filter(
    (file) => !/\.test\.tsx?$|\/test\//.test(file.path) && !file.text.startsWith('// Generated from '),
  );

  it(`no source file has more than ${LINES_MAX} lines`, () => {
    expect(files.length).toBeGreaterThan(200);
    const long = files.filter((file) => file.text.split('\n').length > LINES_MAX).map((file) => file.path);
    expect(long).toEqual([]);
  });

  it('every file name is kebab-case', () => {
    const odd = files
      .map((file) => file.path.split('/').at(-1) ?? '')
      .filter((name) => !/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(name));
    expect(odd).toEqual([]);
  });
});
