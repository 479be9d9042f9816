import { compileSourceMap } from '@bugsage/stacktrace';
import type { Frame, NormalizedEvent } from '@bugsage/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placedEvent } from '../../packages/backends/src/testing/placed-event.ts';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { createSymbolicator, type Symbolicator } from '../src/symbolicate/index.ts';
import { createResolver } from '../src/symbolicate/resolver.ts';

const DEBUG_ID = '11111111-2222-4333-8444-555555555555';
const SOURCE = 'export function total(cart) {\n  return cart.items.length;\n}\n';
/** One segment: generated 1:1 is line 2, column 3 of the source. */
const MAP = {
  version: 3,
  sources: ['webpack://shop/./src/cart.ts', 'webpack://shop/./node_modules/lib/index.js'],
  sourcesContent: [SOURCE, 'lib();'],
  names: [],
  mappings: 'AACE;ACDA',
};

describe('symbolicate', () => {
  let engines: TestBackends;
  let symbolicator: Symbolicator;

  beforeAll(async () => {
    engines = await startTestBackends();
    const { artifacts } = engines.backends;
    const compiled = compileSourceMap(JSON.stringify(MAP));
    if (!compiled.ok) throw new Error(compiled.error.why);
    const compiledHash = await artifacts.saveBlob(compiled.value);
    const file = { size: 1, hash: null, mapName: null, compiledHash: null, debugId: null, problem: null };
    const script = { ...file, kind: 'minified_source' } as const;
    const map = { ...file, kind: 'source_map' } as const;
    const upload = async (release: string, files: Parameters<typeof artifacts.finishBundle>[1]) => {
      const bundle = { projectId: 1, checksum: release.padEnd(40, '0'), release, dist: '' };
      const id = await artifacts.openBundle({ ...bundle, size: 1, uploadedBy: 'ann@acme.example' });
      await artifacts.finishBundle(id, files);
    };
    await upload('', [{ ...map, name: '~/debug.js.map', debugId: DEBUG_ID, compiledHash }]);
    await upload('1.0.0', [
      { ...script, name: '~/static/app.js', mapName: '~/static/app.js.map' },
      { ...map, name: '~/static/app.js.map', compiledHash },
      { ...script, name: '~/static/lonely.js', mapName: '~/static/lonely.js.map' },
      { ...script, name: '~/static/broken.js', mapName: '~/static/broken.js.map' },
      {
        ...map,
        name: '~/static/broken.js.map',
        problem: { code: 'map_invalid', why: 'mappings are no text' },
      },
    ]);
    await upload('0.9.0', [{ ...script, name: '~/static/old.js', mapName: '~/static/old.js.map' }]);
    symbolicator = createSymbolicator({ artifacts: engines.backends.artifactReader, now: Date.now });
  });
  afterAll(async () => {
    await symbolicator.stop();
    await engines.stop();
  });

  const frameOf = async (given: Partial<Frame>, event: Partial<NormalizedEvent> = {}): Promise<Frame> => {
    const [symbolicated] = await symbolicator.symbolicate([eventWith([frame(given)], event)]);
    return symbolicated?.exceptions[0]?.frames[0] as Frame;
  };

  it.each([
    ['debug id', { abs_path: 'https://a.test/x.js' }, { debug_images: [image('https://a.test/x.js')] }],
    ['release and URL', { abs_path: 'https://a.test/static/app.js?v=1' }, {}],
  ])('shows the source found by %s', async (_, given, event) => {
    const shown = await frameOf({ ...given, function: 't', in_app: false }, event);
    expect(shown).toMatchObject({
      function: 'total',
      filename: 'src/cart.ts',
      lineno: 2,
      colno: 3,
      pre_context: ['export function total(cart) {'],
      context_line: '  return cart.items.length;',
      post_context: ['}', ''],
      in_app: true,
      mapping: { kind: 'mapped', sent: { function: 't', lineno: 1, colno: 1, in_app: false } },
    });
    // Doing it again starts from what the client sent.
    const [again] = await symbolicator.symbolicate([eventWith([shown], event)]);
    expect(again?.exceptions[0]?.frames[0]).toEqual(shown);
  });

  it('tells libraries inside the bundle from the application', async () => {
    const shown = await frameOf({ abs_path: 'https://a.test/static/app.js', lineno: 2 });
    expect(shown).toMatchObject({ filename: 'node_modules/lib/index.js', in_app: false });
  });

  it.each([
    ['no_artifact', { abs_path: 'https://a.test/none.js' }],
    ['wrong_release', { abs_path: 'https://a.test/static/old.js' }],
    ['no_map', { abs_path: 'https://a.test/static/lonely.js' }],
    ['map_invalid', { abs_path: 'https://a.test/static/broken.js' }],
    ['no_mapping', { abs_path: 'https://a.test/static/app.js', lineno: 7 }],
    ['no_position', { abs_path: 'https://a.test/static/app.js', lineno: null, colno: null }],
  ] as const)('says %s', async (reason, given) => {
    const sent = frame(given);
    const shown = await frameOf(given);
    expect(shown.mapping).toMatchObject({ kind: 'unmapped', reason });
    expect({ ...shown, mapping: undefined }).toEqual({ ...sent, mapping: undefined });
  });

  it('leaves alone what no build made', async () => {
    for (const path of ['node:internal/process', '<anonymous>', 'chrome-extension://x/y.js'])
      expect((await frameOf({ abs_path: path })).mapping).toBeUndefined();
    expect((await frameOf({ abs_path: '/srv/app.js' }, { platform: 'node' })).mapping).toBeUndefined();
    expect(
      (await frameOf({ abs_path: 'https://a.test/x.js' }, { platform: 'python' })).mapping,
    ).toBeUndefined();
  });

  it('does not wait for a map that takes too long, and lets it rest', async () => {
    const resolver = createResolver({ now: Date.now, deadlineMs: 0 });
    const map = new SharedArrayBuffer(8);
    expect(await resolver.resolve('slow', map, [{ line: 1, column: 1 }])).toEqual({ kind: 'timed_out' });
    expect(await resolver.resolve('slow', map, [{ line: 1, column: 1 }])).toEqual({ kind: 'timed_out' });
    await resolver.stop();
  });
});

function image(file: string) {
  return { type: 'sourcemap', code_file: file, debug_id: DEBUG_ID };
}

function frame(given: Partial<Frame>): Frame {
  return {
    function: null,
    module: null,
    filename: null,
    abs_path: null,
    lineno: 1,
    colno: 1,
    pre_context: [],
    context_line: null,
    post_context: [],
    in_app: true,
    vars: null,
    ...given,
  };
}

function eventWith(frames: readonly Frame[], given: Partial<NormalizedEvent>): NormalizedEvent {
  const { event } = placedEvent({ pos: 0, eventId: 'a'.repeat(32), release: '1.0.0' });
  const exception = { type: 'TypeError', value: 'x', module: null, mechanism: null, frames };
  return { ...event, platform: 'javascript', exceptions: [exception], ...given };
}
