import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SIMILARITY_VECTOR_LENGTH, type SimilarityStore } from '../../ports/similarity-store.ts';
import type { Sql } from '../postgres-client.ts';
import { SIMILARITY_STORE_LIMITS } from './limits.ts';
import { openPostgresSimilarityStore } from './postgres-similarity-store.ts';

const VERSION = 'similarity1';

export type TestDatabase = { readonly sql: Sql; stop(): Promise<void> };

/** What both engines answer alike. `start` brings a migrated database. */
export function describeSimilarityStore(
  where: string,
  options: { engine: SimilarityStore['engine']; start: () => Promise<TestDatabase> },
): void {
  describe(`similarity store on ${where}`, () => {
    let database: TestDatabase;
    let store: SimilarityStore;
    let project = 1_000;
    beforeAll(async () => {
      database = await options.start();
      store = await openPostgresSimilarityStore(database.sql);
      await database.sql`INSERT INTO organizations (id, name, slug) VALUES (77, 'Near', 'near') ON CONFLICT DO NOTHING`;
    });
    afterAll(() => database?.stop());

    /** A project with one issue for each list of fingerprints; answers the issues' ids. */
    const openProject = async (...issues: readonly (readonly string[])[]) => {
      project += 1;
      const { sql } = database;
      await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${project}, 77, 'Run', ${`near-${project}`})`;
      const ids: string[] = [];
      for (const [index, fingerprints] of issues.entries()) {
        const id = randomUUID();
        ids.push(id);
        await sql`
          INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform, tags,
            category, first_seen, last_seen)
          VALUES (${id}, ${index + 1}, ${project}, 'x', '', '', '', 'high', 'sentry', 'node', '{}', 'error', now(), now())`;
        for (const [age, fingerprint] of fingerprints.entries())
          await sql`
            INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, origin_issue_id, version, event_count, last_seen)
            VALUES (${project}, ${fingerprint}, ${id}, ${id}, 'bs1', 1,
              now() - make_interval(mins => ${index * 10 + age + 1}))`;
      }
      return { projectId: project, ids };
    };
    const near = (projectId: number, exceptIssueId: string, vector: readonly number[]) =>
      store.nearest({ projectId, version: VERSION, vector, exceptIssueId, similarityMin: 0.5, limit: 10 });
    const saveAll = (projectId: number, vectors: Readonly<Record<string, readonly number[]>>) =>
      store.save(
        projectId,
        VERSION,
        Object.entries(vectors).map(([fingerprint, vector]) => ({
          fingerprint,
          eventId: `event-${fingerprint}`,
          vector,
        })),
      );

    it('is the engine that is meant', () => {
      expect(store.engine).toBe(options.engine);
    });

    it('answers each near issue once, the most similar first, and not the issue itself', async () => {
      const { projectId, ids } = await openProject(['own', 'own2'], ['a', 'a2'], ['b'], ['far']);
      await saveAll(projectId, {
        own: unit([0, 1]),
        own2: unit([0, 0.9], [1, 0.1]),
        a: unit([0, 0.7], [1, 0.7]),
        a2: unit([0, 0.9], [1, 0.3]),
        b: unit([0, 0.8], [2, 0.6]),
        far: unit([3, 1]),
      });
      const found = await near(projectId, ids[0] ?? '', unit([0, 1]));
      expect(found.map(({ issueId, fingerprint, eventId }) => [issueId, fingerprint, eventId])).toEqual([
        [ids[1], 'a2', 'event-a2'],
        [ids[2], 'b', 'event-b'],
      ]);
      expect(found[0]?.similarity).toBeCloseTo(0.9487, 3);
      expect(found[1]?.similarity).toBeCloseTo(0.8, 3);
    });

    it('compares random vectors as arithmetic does', async () => {
      const names = Array.from({ length: 60 }, (_, index) => `r${index}`);
      const { projectId, ids } = await openProject(['own'], ...names.map((name) => [name]));
      const random = createRandom(7);
      const vectors = names.map(() =>
        unit(...Array.from({ length: 12 }, (): Entry => [Math.floor(random() * 8), random()])),
      );
      await saveAll(projectId, Object.fromEntries(names.map((name, index) => [name, vectors[index] ?? []])));
      const vector = unit(...Array.from({ length: 12 }, (): Entry => [Math.floor(random() * 8), random()]));
      const expected = names
        .map((name, index) => ({ name, similarity: cosine(vector, vectors[index] ?? []) }))
        .toSorted((a, b) => b.similarity - a.similarity)
        .slice(0, 10);
      const found = await near(projectId, ids[0] ?? '', vector);
      expect(found.map(({ fingerprint }) => fingerprint)).toEqual(expected.map(({ name }) => name));
      for (const [index, { similarity }] of found.entries())
        expect(similarity).toBeCloseTo(expected[index]?.similarity ?? 0, 5);
    });

    it('never looks into another project, or at another version', async () => {
      const other = await openProject(['x']);
      await saveAll(other.projectId, { x: unit([0, 1]) });
      const { projectId, ids } = await openProject(['own'], ['old']);
      await store.save(projectId, 'similarity0', [
        { fingerprint: 'old', eventId: 'e', vector: unit([0, 1]) },
      ]);
      expect(await near(projectId, ids[0] ?? '', unit([0, 1]))).toEqual([]);
      expect(await near(other.projectId, randomUUID(), unit([0, 1]))).toHaveLength(1);
    });

    it('finds a neighbour behind many vectors of other projects that are nearer', async () => {
      const crowd = Array.from({ length: 600 }, (_, index) => `c${index}`);
      const other = await openProject(crowd);
      await saveAll(other.projectId, Object.fromEntries(crowd.map((name) => [name, unit([0, 1])])));
      const { projectId, ids } = await openProject(['own'], ['behind']);
      await saveAll(projectId, { behind: unit([0, 0.8], [1, 0.6]) });
      const found = await near(projectId, ids[0] ?? '', unit([0, 1]));
      expect(found.map(({ fingerprint }) => fingerprint)).toEqual(['behind']);
    });

    it('follows merges: an issue is not its own neighbour, whichever fingerprints it got', async () => {
      const { projectId, ids } = await openProject(['own'], ['joined'], ['third']);
      await saveAll(projectId, { joined: unit([0, 1]), third: unit([0, 0.9], [1, 0.1]) });
      await database.sql`
        UPDATE issue_fingerprints SET issue_id = ${ids[0] ?? ''} WHERE project_id = ${projectId} AND fingerprint = 'joined'`;
      const found = await near(projectId, ids[0] ?? '', unit([0, 1]));
      expect(found.map(({ issueId }) => issueId)).toEqual([ids[2]]);
    });

    it('says what has no vector yet, those seen last first, and forgets', async () => {
      const { projectId } = await openProject(['a', 'b'], ['c']);
      expect(await store.missing(projectId, VERSION, 2)).toEqual(['a', 'b']);
      await saveAll(projectId, { a: unit([0, 1]), b: unit([0, 1]) });
      await store.save(projectId, VERSION, [{ fingerprint: 'c', eventId: null, vector: null }]);
      expect(await store.missing(projectId, VERSION, 9)).toEqual([]);
      expect(await store.missing(projectId, 'similarity2', 9)).toEqual(['a', 'b', 'c']);
      await store.forget(projectId, ['b']);
      expect(await store.missing(projectId, VERSION, 9)).toEqual(['b']);
      // Events that came later may be comparable.
      await database.sql`UPDATE issue_fingerprints SET last_seen = now() + interval '1 minute' WHERE fingerprint = 'c'`;
      expect(await store.missing(projectId, VERSION, 9)).toEqual(['c', 'b']);
      await store.save(projectId, VERSION, [{ fingerprint: 'gone', eventId: 'e', vector: unit([0, 1]) }]);
      expect(await store.missing(projectId, VERSION, 9)).toEqual(['c', 'b']);
    });

    it('answers no more than asked, and reads no more than its bound', async () => {
      const many = Array.from({ length: 30 }, (_, index) => `m${index}`);
      const { projectId, ids } = await openProject(['own'], ...many.map((name) => [name]));
      await saveAll(
        projectId,
        Object.fromEntries(many.map((name, index) => [name, unit([0, 1], [1, index / 100])])),
      );
      const query = { projectId, version: VERSION, vector: unit([0, 1]), exceptIssueId: ids[0] ?? '' };
      expect(await store.nearest({ ...query, similarityMin: 0.5, limit: 3 })).toHaveLength(3);
      expect(SIMILARITY_STORE_LIMITS.candidatesMax).toBeGreaterThan(3);
      expect(await store.nearest({ ...query, similarityMin: 0.99999, limit: 30 })).toHaveLength(1);
    });

    it('can be opened twice', async () => {
      expect((await openPostgresSimilarityStore(database.sql)).engine).toBe(options.engine);
    });
  });
}

type Entry = readonly [place: number, weight: number];

function unit(...entries: readonly Entry[]): readonly number[] {
  const vector = Array.from({ length: SIMILARITY_VECTOR_LENGTH }, () => 0);
  for (const [place, weight] of entries) vector[place] = (vector[place] ?? 0) + weight;
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

function cosine(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

/** Numbers that are the same in every run: a linear congruential generator. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
