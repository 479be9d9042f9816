import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCompiledMap } from '@bugsage/stacktrace';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBundle } from './read-bundle.ts';
import { zipOf, type ZipEntry } from './zip-fixture.ts';

const MAP = { version: 3, sources: ['a.js'], names: [], mappings: 'AAAA', sourcesContent: ['a()'] };
const DEBUG_ID = '11111111-2222-4333-8444-555555555555';

describe('reading an upload', () => {
  let folder: string;
  let lastBlobs = new Map<string, Uint8Array>();
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bugsage-bundle-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const read = async (archive: Uint8Array) => {
    const path = join(folder, 'upload');
    await writeFile(path, archive);
    const stored: number[] = [];
    const saveBlob = async (bytes: Uint8Array): Promise<string> => {
      stored.push(bytes.byteLength);
      lastBlobs.set(`hash-${stored.length}`, bytes);
      return `hash-${stored.length}`;
    };
    lastBlobs = new Map();
    const knownFiles = async () => [null];
    return readBundle({ path, file: null }, { artifacts: { saveBlob, knownFiles }, projectIds: [] });
  };

  it('lists what cannot be used with the reason, and uses the rest', async () => {
    const files = await read(
      bundle([
        { path: 'good.js', bytes: text(`a()\n//# debugId=${DEBUG_ID}\n//# sourceMappingURL=good.js.map`) },
        { path: 'good.js.map', bytes: text(JSON.stringify({ ...MAP, debugId: DEBUG_ID })) },
        { path: 'broken.js.map', bytes: text('{"version":3,"mappings":"!!!","sources":[],"names":[]}') },
        { path: 'nested.js.map', bytes: text(JSON.stringify({ version: 3, sections: [nestedSection()] })) },
        { path: 'link.js', bytes: text('/etc/passwd'), mode: 0o120777 },
        { path: 'liar.js.map', bytes: Buffer.alloc(200_000, 'x'), claimedSize: 10 },
        {
          path: 'inline.js',
          bytes: text(`a()\n//# sourceMappingURL=data:application/json;base64,${base64(MAP)}`),
        },
      ]),
    );
    expect(
      files.map(({ name, debugId, mapName, compiledHash, problem }) => [
        name,
        debugId,
        mapName,
        compiledHash !== null,
        problem?.code ?? null,
      ]),
    ).toEqual([
      ['~/good.js', DEBUG_ID, '~/good.js.map', false, null],
      ['~/good.js.map', DEBUG_ID, null, true, null],
      ['~/broken.js.map', null, null, false, 'map_invalid'],
      ['~/nested.js.map', null, null, false, 'map_invalid'],
      ['~/link.js', null, null, false, 'file_unreadable'],
      ['~/liar.js.map', null, null, false, 'file_unreadable'],
      ['~/inline.js', null, null, true, null],
    ]);
    expect(files.find(({ name }) => name === '~/link.js')?.problem?.why).toContain('link');
  });

  it('gives a map without code the original files that came with it', async () => {
    const { sourcesContent: _, ...bare } = MAP;
    const files = await read(
      bundle([
        { path: 'app.js.map', bytes: text(JSON.stringify({ ...bare, sources: ['src/a.ts'] })) },
        { path: 'src/a.ts', bytes: text('first();\nsecond();\n') },
      ]),
    );
    const opened = openCompiledMap(lastBlobs.get(files[0]?.compiledHash ?? '') ?? new Uint8Array());
    expect(opened.ok && opened.value.resolve(1, 1)).toMatchObject({
      source: 'src/a.ts',
      context: { line: 'first();' },
    });
  });

  it('lists contents that were named and are gone', async () => {
    const manifest = {
      files: { 'files/a': { url: '~/a.js', type: 'minified_source', sha256: 'a'.repeat(64) } },
    };
    const files = await read(zipOf([{ path: 'manifest.json', bytes: text(JSON.stringify(manifest)) }]));
    expect(files).toMatchObject([{ name: '~/a.js', hash: null, problem: { code: 'content_gone' } }]);
  });

  it.each([
    [
      'paths that leave the archive',
      () => bundle([{ path: '../../evil.js', bytes: text('x') }]),
      /invalid relative path/,
    ],
    [
      'more than it may unpack to',
      () => bundle([{ path: 'bomb.js', bytes: text('x'), claimedSize: 3 * 1024 ** 3 }]),
      /unpacked/,
    ],
    ['no manifest', () => zipOf([{ path: 'a.js', bytes: text('x') }]), /no manifest/],
    ['a manifest that is no manifest', () => zipOf([{ path: 'manifest.json', bytes: text('[1]') }]), /./],
    ['no archive at all', () => text('not a zip'), /./],
    ['a cut archive', () => bundle([{ path: 'a.js', bytes: text('x') }]).subarray(0, 60), /./],
  ])('refuses %s, and writes nothing beside the upload', async (_, archive, message) => {
    await expect(read(archive())).rejects.toThrow(message);
    expect(await readdir(folder)).toEqual(['upload']);
  });
});

function bundle(entries: readonly ZipEntry[]): Buffer {
  const files = Object.fromEntries(
    entries.map(({ path }) => [path, { url: `~/${path}`, type: typeOf(path) }]),
  );
  return zipOf([{ path: 'manifest.json', bytes: text(JSON.stringify({ files })) }, ...entries]);
}

function typeOf(path: string): string {
  if (path.endsWith('.map')) return 'source_map';
  return path.endsWith('.ts') ? 'source' : 'minified_source';
}

function nestedSection(): object {
  const inner = { version: 3, sections: [{ offset: { line: 0, column: 0 }, map: MAP }] };
  return { offset: { line: 0, column: 0 }, map: inner };
}

function text(content: string): Buffer {
  return Buffer.from(content);
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64');
}
