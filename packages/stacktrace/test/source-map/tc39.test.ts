import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileSourceMap, openCompiledMap, type OpenMap } from '../../src/index.ts';

/** The test suite of the source-map standard. */
const CORPUS = new URL('../../../../../shared/corpora/tc39-source-map-tests/', import.meta.url);
const isThere = existsSync(CORPUS);
if (!isThere)
  process.stderr.write(`SKIPPED: the source-map standard's tests are not at ${CORPUS.pathname}\n`);

type Action = {
  readonly actionType: 'checkMapping' | 'checkMappingTransitive' | 'checkIgnoreList';
  readonly generatedLine: number;
  readonly generatedColumn: number;
  readonly originalSource: string | null;
  readonly originalLine: number | null;
  readonly originalColumn: number | null;
  readonly mappedName: string | null;
  readonly intermediateMaps?: readonly string[];
  readonly present?: readonly string[];
};
type Case = {
  readonly name: string;
  readonly sourceMapFile: string;
  readonly sourceMapIsValid: boolean;
  readonly testActions?: readonly Action[];
};

const cases = isThere
  ? (JSON.parse(readFileSync(new URL('source-map-spec-tests.json', CORPUS), 'utf8')) as { tests: Case[] })
      .tests
  : [];

test.skipIf(!isThere)('all cases of the standard are there', () => {
  expect(cases).toHaveLength(99);
});

test.each(cases)('$name', ({ sourceMapFile, sourceMapIsValid, testActions = [] }) => {
  const compiled = compileSourceMap(read(sourceMapFile));
  if (!sourceMapIsValid) {
    expect(compiled).toMatchObject({
      ok: false,
      error: { code: 'map_invalid', why: expect.any(String) as string },
    });
    return;
  }
  expect(compiled.ok).toBe(true);
  const map = open(sourceMapFile);
  for (const action of testActions) check(map, action);
});

function check(map: OpenMap, action: Action): void {
  if (action.actionType === 'checkIgnoreList') {
    expect(map.ignoredSources).toEqual(action.present);
    return;
  }
  let place = map.resolve(action.generatedLine + 1, action.generatedColumn + 1);
  for (const file of action.intermediateMaps ?? []) {
    place = place === undefined ? undefined : open(file).resolve(place.line, place.column);
  }
  expect({
    originalSource: place?.source ?? null,
    originalLine: place === undefined ? null : place.line - 1,
    originalColumn: place === undefined ? null : place.column - 1,
    mappedName: place?.name ?? null,
  }).toEqual({
    originalSource: action.originalSource,
    originalLine: action.originalLine,
    originalColumn: action.originalColumn,
    mappedName: action.mappedName,
  });
}

function open(file: string): OpenMap {
  const compiled = compileSourceMap(read(file));
  const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
  if (!opened.ok) throw new Error(opened.error.why);
  return opened.value;
}

function read(file: string): Uint8Array {
  return readFileSync(new URL(`resources/${file}`, CORPUS));
}
