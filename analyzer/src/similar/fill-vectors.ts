import type { EventRewriteStore, SimilarityStore } from '@bugsage/backends';
import { SIMILARITY_VERSION, similarityVector } from '@bugsage/fingerprint';
import { SIMILAR_LIMITS } from './limits.ts';

export type VectorStores = {
  readonly similarity: SimilarityStore;
  readonly rewrite: Pick<EventRewriteStore, 'newestOfFingerprints'>;
};

/** Makes the vectors that a project's fingerprints lack, of their newest events. Answers how many were made. */
export async function fillVectors(
  { similarity, rewrite }: VectorStores,
  projectId: number,
  countMax: number,
): Promise<number> {
  const lacking = await similarity.missing(projectId, SIMILARITY_VERSION, countMax);
  for (let at = 0; at < lacking.length; at += SIMILAR_LIMITS.pageEvents) {
    const fingerprints = lacking.slice(at, at + SIMILAR_LIMITS.pageEvents);
    const stored = await rewrite.newestOfFingerprints(projectId, fingerprints);
    const newest = new Map(stored.map((one) => [one.grouping.fingerprint, one.event]));
    await similarity.save(
      projectId,
      SIMILARITY_VERSION,
      fingerprints.map((fingerprint) => {
        const event = newest.get(fingerprint);
        const vector = event === undefined ? [] : similarityVector(event);
        const isEmpty = vector.every((value) => value === 0);
        return { fingerprint, eventId: event?.event_id ?? null, vector: isEmpty ? null : vector };
      }),
    );
  }
  return lacking.length;
}
