import {
  encodedMappings,
  FlattenMap,
  originalPositionFor,
  TraceMap,
  type SourceMapSegment,
} from '@jridgewell/trace-mapping';
import * as fc from 'fast-check';
import { SourceMapConsumer, type RawSourceMap } from 'source-map';
import { expect, test } from 'vitest';
import { compileSourceMap, openCompiledMap, type OpenMap } from '../../src/index.ts';

/** Two other readers of source maps: what they find at any place, we find. Sources without a name they treat apart. */
const SOURCES = ['src/cart.ts', 'src/order.ts', '../lib/a b.js', 'node_modules/x/index.js'];
const NAMES = ['total', 'price', 'Ünïcode'];

const segment: fc.Arbitrary<SourceMapSegment> = fc.oneof(
  fc.tuple(fc.nat(200)),
  fc.tuple(fc.nat(200), fc.nat(SOURCES.length - 1), fc.nat(5000), fc.nat(300)),
  fc.tuple(fc.nat(200), fc.nat(SOURCES.length - 1), fc.nat(5000), fc.nat(300), fc.nat(NAMES.length - 1)),
) as fc.Arbitrary<SourceMapSegment>;

/** Columns of a line are unique: readers disagree about which of several segments at one column counts. */
const line = fc.uniqueArray(segment, { maxLength: 12, selector: ([column]) => column });
const lines = fc.array(line, { maxLength: 8 });
const places = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 }), fc.nat(220)), {
  minLength: 20,
  maxLength: 20,
});

function mapOf(decoded: SourceMapSegment[][], sorted = true): RawSourceMap {
  const mappings = sorted ? decoded.map((one) => one.toSorted(([a], [b]) => a - b)) : decoded;
  const map = new TraceMap({ version: 3, sources: SOURCES, names: NAMES, mappings });
  return {
    version: 3,
    sources: SOURCES,
    names: NAMES,
    mappings: encodedMappings(map),
  } as RawSourceMap;
}

function open(map: unknown): OpenMap {
  const compiled = compileSourceMap(JSON.stringify(map));
  const opened = compiled.ok ? openCompiledMap(compiled.value) : compiled;
  if (!opened.ok) throw new Error(opened.error.why);
  return opened.value;
}

type Found = { line: number | null; column: number | null; name: string | null } | null;

function ours(map: OpenMap, generatedLine: number, column: number): Found {
  const place = map.resolve(generatedLine, column + 1);
  return place === undefined ? null : { line: place.line, column: place.column - 1, name: place.name };
}

test('random maps resolve as with trace-mapping', () => {
  fc.assert(
    fc.property(lines, places, fc.boolean(), (decoded, wanted, isSorted) => {
      const map = mapOf(decoded, isSorted);
      const opened = open(map);
      const traced = new TraceMap(map as ConstructorParameters<typeof TraceMap>[0]);
      for (const [generatedLine, column] of wanted) {
        const place = originalPositionFor(traced, { line: generatedLine, column });
        const expected =
          place.line === null ? null : { line: place.line, column: place.column, name: place.name };
        expect(ours(opened, generatedLine, column)).toEqual(expected);
        if (place.line !== null)
          expect(opened.resolve(generatedLine, column + 1)?.source ?? null).toBe(place.source);
      }
    }),
    { numRuns: 300 },
  );
});

test('random maps resolve as with source-map', async () => {
  await fc.assert(
    fc.asyncProperty(lines, places, async (decoded, wanted) => {
      const map = mapOf(decoded);
      const opened = open(map);
      await SourceMapConsumer.with(map, null, (consumer) => {
        for (const [generatedLine, column] of wanted) {
          const place = consumer.originalPositionFor({ line: generatedLine, column });
          const expected =
            place.source === null ? null : { line: place.line, column: place.column, name: place.name };
          expect(ours(opened, generatedLine, column)).toEqual(expected);
        }
      });
    }),
    { numRuns: 200 },
  );
});

test('random index maps resolve as with trace-mapping', () => {
  const section = fc.record({ gap: fc.nat(6), column: fc.nat(60), decoded: lines });
  fc.assert(
    fc.property(fc.array(section, { minLength: 1, maxLength: 4 }), places, (parts, wanted) => {
      let start = 0;
      const sections = parts.map(({ gap, column, decoded }, index) => {
        start += index === 0 ? 0 : gap + 1;
        return { offset: { line: start, column: index === 0 ? 0 : column }, map: mapOf(decoded) };
      });
      const map = { version: 3, sections };
      const opened = open(map);
      const traced = FlattenMap(JSON.stringify(map));
      for (const [generatedLine, column] of wanted) {
        const place = originalPositionFor(traced, { line: generatedLine, column });
        const expected =
          place.line === null ? null : { line: place.line, column: place.column, name: place.name };
        expect(ours(opened, generatedLine, column)).toEqual(expected);
      }
    }),
    { numRuns: 300 },
  );
});

test('any bytes and any JSON end in a reason or a map, never in an exception', () => {
  const json = fc.oneof(
    fc.json(),
    fc.string(),
    fc
      .record(
        {
          version: fc.constantFrom(3, '3', 2),
          sources: fc.oneof(fc.array(fc.oneof(fc.string(), fc.constant(null))), fc.anything()),
          names: fc.oneof(fc.array(fc.string()), fc.anything()),
          mappings: fc.oneof(fc.stringMatching(/^[A-Za-z0-9+/,;]{0,60}$/), fc.anything()),
          sections: fc.anything(),
          ignoreList: fc.anything(),
          sourcesContent: fc.anything(),
        },
        { requiredKeys: ['version'] },
      )
      .map((map) => JSON.stringify(map) ?? ''),
  );
  fc.assert(
    fc.property(json, (text) => {
      const compiled = compileSourceMap(text);
      if (!compiled.ok) {
        expect(compiled.error.why).not.toBe('');
        return;
      }
      const opened = openCompiledMap(compiled.value);
      expect(opened.ok).toBe(true);
      if (opened.ok) for (let at = 1; at < 5; at += 1) opened.value.resolve(at, at * 7);
    }),
    { numRuns: 500 },
  );
});

test('bytes that are no compiled map, or a damaged one, are refused or resolve to something', () => {
  const compiled = compileSourceMap(JSON.stringify(mapOf([[[0, 0, 1, 2, 0]]])));
  if (!compiled.ok) throw new Error(compiled.error.why);
  const bytes = compiled.value;
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, value, length) => {
      const damaged = bytes.slice(0, length);
      damaged[at] = value;
      const opened = openCompiledMap(damaged);
      if (opened.ok) opened.value.resolve(1, 1);
      else expect(opened.error.code).toMatch(/^map_/);
    }),
    { numRuns: 500 },
  );
});
