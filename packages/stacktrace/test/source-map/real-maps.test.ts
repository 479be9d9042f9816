import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compileSourceMap, openCompiledMap, type CompileHints } from '../../src/index.ts';

/** Maps of real bundlers from the tests of symbolic and symbolicator. */
const CORPUS = new URL('../../../../../shared/corpora/sourcemaps/', import.meta.url);
const isThere = existsSync(CORPUS);
if (!isThere) process.stderr.write(`SKIPPED: maps of real bundlers are not at ${CORPUS.pathname}\n`);

const CACHE = 'symbolic/symbolic-testutils/fixtures/sourcemapcache';
const PREACT = [
  ['1:51', '../src/constants.js:3', null],
  ['1:134', '../src/util.js:12', 'assign'],
  ['1:483', '../src/create-element.js:40', 'createElement'],
  ['1:9781', '../src/component.js:182', null],
] as const;
const EXPANSION = [
  ['1:183', 'test.js:20', 'test'],
  ['1:64', 'test.js:5', 'onFailure'],
] as const;
const FILES = [
  ['1:39', 'file1.js:3', 'add'],
  ['1:79', 'file2.js:3', 'multiply'],
] as const;
const METRO = [
  ['1:11939', 'module.js:2', 'foo'],
  ['1:11858', 'input.js:3', null],
] as const;

type Row = {
  readonly map: string;
  /** The generated script, for maps without original code. */
  readonly bundle?: string;
  /** A folder that has the original files. */
  readonly sources?: string;
  readonly places: readonly (readonly [
    generated: string,
    original: string | null,
    functionName: string | null,
  ])[];
};

const ROWS: readonly Row[] = [
  { map: `${CACHE}/preact.module.js.map`, places: PREACT },
  {
    map: `${CACHE}/preact-missing-source-contents.module.js.map`,
    bundle: `${CACHE}/preact.module.js`,
    places: PREACT,
  },
  {
    map: `${CACHE}/inlining/module.js.map`,
    places: [
      ['1:63', '../src/app.js:3', 'buttonCallback'],
      ['1:47', '../src/bar.js:4', 'bar'],
      ['1:34', '../src/foo.js:2', 'foo'],
    ],
  },
  {
    map: `${CACHE}/webpack/bundle.js.map`,
    places: [
      ['1:1', null, null],
      ['1:100', 'webpack:///./foo.js:2', 'foo'],
      ['1:200', 'webpack:///webpack/bootstrap:19', '__webpack_require__'],
    ],
  },
  {
    map: `${CACHE}/simple/minified.js.map`,
    places: [['1:11', 'tests/fixtures/simple/original.js:2', 'abcd']],
  },
  { map: `${CACHE}/hermes-metro/react-native-hermes.map`, places: METRO },
  { map: `${CACHE}/hermes-metro/react-native-metro.js.map`, places: [['7:101', 'module.js:2', 'foo']] },
  { map: 'symbolicator/01_sourcemap_expansion/test.min.js.map', places: EXPANSION },
  {
    map: 'symbolicator/02_sourcemap_source_expansion/file.min.js.map',
    sources: 'symbolicator/02_sourcemap_source_expansion',
    places: FILES,
  },
  {
    map: 'symbolicator/02_sourcemap_source_expansion/file.min.js.map',
    bundle: 'symbolicator/02_sourcemap_source_expansion/file.min.js',
    places: FILES,
  },
  { map: 'symbolicator/03_sourcemap_embedded_source_expansion/embedded.js.map', places: FILES },
  {
    map: 'symbolicator/07_indexed_sourcemap_source_expansion/indexed.min.js.map',
    bundle: 'symbolicator/07_indexed_sourcemap_source_expansion/indexed.min.js',
    places: [
      ['1:39', 'file1.js:3', 'add'],
      ['2:44', 'file2.js:3', 'multiply'],
    ],
  },
  {
    map: 'symbolicator/08_sourcemap_invalid_location/invalidlocation.js.map',
    places: [
      ['0:0', null, null],
      ['99:1', null, null],
    ],
  },
  {
    map: 'symbolicator/09_webpack/test1.min.js.map',
    places: [
      ['1:183', 'webpack:///./src/components/CampaignContent.tsx:20', 'test'],
      ['1:64', 'webpack:///./src/components/CampaignContent.tsx:5', 'onFailure'],
    ],
  },
  {
    map: 'symbolicator/11_no_source_contents/embedded.js.map',
    bundle: 'symbolicator/11_no_source_contents/embedded.js',
    places: FILES,
  },
  { map: 'symbolicator/e2e_react_native/index.android.bundle.map', places: METRO },
];

test.skipIf(!isThere).each(ROWS)('$map', ({ map, bundle, sources, places }) => {
  const hints: CompileHints = {
    ...(bundle === undefined ? {} : { bundle: read(bundle) }),
    ...(sources === undefined
      ? {}
      : { contentOf: (source) => new TextDecoder().decode(read(`${sources}/${source.split('/').at(-1)}`)) }),
  };
  const compiled = compileSourceMap(read(map), hints);
  const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
  if (!opened.ok) throw new Error(opened.error.why);
  const found = places.map(([generated]) => {
    const [line = 0, column = 0] = generated.split(':').map(Number);
    const place = opened.value.resolve(line, column);
    return [
      generated,
      place === undefined ? null : `${place.source}:${place.line}`,
      place?.functionName ?? null,
    ];
  });
  expect(found).toEqual(places);
});

test.skipIf(!isThere)('lines around the place come from the map or the original file', () => {
  const compiled = compileSourceMap(read(`${CACHE}/inlining/module.js.map`));
  const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
  if (!opened.ok) throw new Error(opened.error.why);
  expect(opened.value.resolve(1, 47)?.context).toMatchObject({
    line: '  foo(msg);',
    post: ['}', '', ''],
  });
});

function read(path: string): Uint8Array {
  return readFileSync(new URL(path, CORPUS));
}
