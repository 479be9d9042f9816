import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ArtifactStore, NewArtifactFile } from '../../ports/artifact-store.ts';
import { startTestPostgres, type TestPostgres } from '../../testing/test-postgres.ts';
import { openPostgresRegroupStore } from '../grouping/move-events.ts';
import { openPostgresArtifactStore } from './postgres-artifact-store.ts';

const OWN = 1;
const FOREIGN = 2;
const KEEP_ALL = { unusedDaysMax: 3_650, projectBytesMax: 1e12 };

describe('retention of source maps', () => {
  let database: TestPostgres;
  let artifacts: ArtifactStore;

  beforeAll(async () => {
    database = await startTestPostgres();
    artifacts = openPostgresArtifactStore(database.sql);
  });
  afterAll(() => database.stop());
  beforeEach(async () => {
    await database.sql`TRUNCATE artifact_bundles, artifact_blobs, artifact_chunks CASCADE`;
  });

  /** One map with these contents, last used so many days ago. */
  const upload = async (
    release: string,
    options: { content?: string; usedDays?: number; projectId?: number } = {},
  ): Promise<string> => {
    const { content = release, usedDays = 0, projectId = OWN } = options;
    const hash = await artifacts.saveBlob(bytesOf(content));
    const checksum = createHash('sha1').update(release).digest('hex');
    const key = { projectId, checksum, release, dist: '' };
    const id = await artifacts.openBundle({ ...key, size: 1, uploadedBy: 'build' });
    await artifacts.finishBundle(id, [fileOf(hash)]);
    await database.sql`
      UPDATE artifact_bundles SET used_at = now() - make_interval(days => ${usedDays}) WHERE id = ${id}`;
    return id;
  };

  const releases = async (): Promise<string[]> => {
    const query = { projectId: OWN, release: null, state: null, skip: 0, limit: 100 };
    return (await artifacts.listBundles(query)).bundles.map(({ release }) => release).toSorted();
  };

  const age = () => database.sql`UPDATE artifact_blobs SET created_at = now() - interval '2 days'`;
  const blobs = async (): Promise<number> => {
    const [row] = await database.sql<{ count: number }[]>`SELECT count(*) FROM artifact_blobs`;
    return Number(row?.count);
  };

  it('removes what was not used for so long, and its contents a day later', async () => {
    await upload('old@1', { usedDays: 91 });
    await upload('new@1', { usedDays: 89 });
    expect(await artifacts.prune({ ...KEEP_ALL, unusedDaysMax: 90 })).toEqual({ bundles: 1, blobs: 0 });
    expect(await releases()).toEqual(['new@1']);
    // Contents are saved before the files that name them, so young ones stay.
    expect(await blobs()).toBe(2);
    await age();
    expect(await artifacts.prune(KEEP_ALL)).toEqual({ bundles: 0, blobs: 1 });
    expect(await blobs()).toBe(1);
  });

  it('keeps contents that another upload shares', async () => {
    await upload('old@2', { content: 'shared', usedDays: 91 });
    const kept = await upload('new@2', { content: 'shared' });
    await age();
    expect(await artifacts.prune({ ...KEEP_ALL, unusedDaysMax: 90 })).toEqual({ bundles: 1, blobs: 0 });
    const [file] = await artifacts.listFiles(OWN, kept, 10);
    expect(file?.usable).toBe(true);
  });

  it('removes the least recently used above the bytes of a project, and none of another project', async () => {
    for (const [release, usedDays] of [
      ['a@1', 3],
      ['b@1', 1],
      ['c@1', 2],
    ] as const)
      await upload(release, { usedDays });
    await upload('foreign@1', { projectId: FOREIGN, usedDays: 50 });
    const [size] = await database.sql<
      { size: number }[]
    >`SELECT max(stored_size) AS size FROM artifact_blobs`;
    // Each file counts its script's and its map's contents once when they are the same.
    const projectBytesMax = Number(size?.size) * 2 + 10;
    expect(await artifacts.prune({ ...KEEP_ALL, projectBytesMax })).toEqual({ bundles: 1, blobs: 0 });
    expect(await releases()).toEqual(['b@1', 'c@1']);
    const query = { projectId: FOREIGN, release: null, state: null, skip: 0, limit: 10 };
    expect((await artifacts.listBundles(query)).total).toBe(1);
  });

  it('forgets parts of uploads that were never put together', async () => {
    await artifacts.saveChunk(1, 'a'.repeat(40), bytesOf('old'));
    await database.sql`UPDATE artifact_chunks SET created_at = now() - interval '25 hours'`;
    await artifacts.saveChunk(1, 'b'.repeat(40), bytesOf('new'));
    await artifacts.prune(KEEP_ALL);
    expect(await artifacts.missingChunks(1, ['a'.repeat(40), 'b'.repeat(40)])).toEqual(['a'.repeat(40)]);
  });

  it('deletes the uploads of a release, in its project alone', async () => {
    await upload('gone@1');
    await upload('gone@1', { projectId: FOREIGN, content: 'foreign' });
    expect(await artifacts.deleteRelease(OWN, 'gone@1')).toBe(1);
    expect(await artifacts.deleteRelease(OWN, 'gone@1')).toBe(0);
    const query = { projectId: FOREIGN, release: 'gone@1', state: null, skip: 0, limit: 10 };
    expect((await artifacts.listBundles(query)).total).toBe(1);
  });

  it('knows contents of its own projects only: a hash gives nothing away', async () => {
    await upload('secret@1', { projectId: FOREIGN, content: 'secret' });
    await upload('own@1', { content: 'own' });
    const ask = (content: string, release: string) =>
      artifacts.knownFiles({
        projectIds: [OWN],
        release,
        dist: '',
        files: [{ name: '~/app.js.map', hash: hashOf(content), debugId: null }],
      });
    expect(await ask('secret', 'secret@1')).toEqual([null]);
    expect(await ask('own', 'own@1')).toMatchObject([{ isHere: true, file: { hash: hashOf('own') } }]);
    expect(await ask('own', 'own@2')).toMatchObject([{ isHere: false }]);
  });

  it('forgets moves of events that are gone, and no younger ones', async () => {
    const regroup = openPostgresRegroupStore(database.sql);
    await database.sql`
      INSERT INTO event_moves (project_id, event_id, revision, from_fingerprint, to_fingerprint, at) VALUES
        (1, 'old', 1, 'a', 'b', now() - interval '91 days'), (1, 'new', 1, 'a', 'b', now() - interval '89 days')`;
    expect(await regroup.forgetMoves(90)).toBe(1);
    const rows = await database.sql<{ event_id: string }[]>`SELECT event_id FROM event_moves`;
    expect(rows.map((row) => row.event_id)).toEqual(['new']);
  });
});

function fileOf(hash: string): NewArtifactFile {
  return {
    name: '~/app.js.map',
    kind: 'source_map',
    debugId: null,
    size: 1,
    hash,
    mapName: null,
    compiledHash: hash,
    problem: null,
  };
}

/** Noise, so that each takes about the same room when it is compressed. */
function bytesOf(content: string): Buffer {
  const seed = createHash('sha512').update(content).digest();
  return Buffer.concat(
    Array.from({ length: 20 }, (_, index) =>
      createHash('sha512').update(seed).update(String(index)).digest(),
    ),
  );
}

function hashOf(content: string): string {
  return createHash('sha256').update(bytesOf(content)).digest('hex');
}
