import type { EventStore } from '@bugsage/backends';
import type { Issue, NormalizedEvent } from '@bugsage/core';
import {
  sharedFeatures,
  SIMILARITY_VERSION,
  similarityVector,
  type SharedFeature,
} from '@bugsage/fingerprint';
import { fillVectors, type VectorStores } from './fill-vectors.ts';
import { SIMILAR_LIMITS } from './limits.ts';

/** A suggestion: another issue of the project, and what both share, the weightiest first. */
export type SimilarSuggestion = {
  readonly issueId: string;
  /** Cosine of the two vectors, 0 to 1. */
  readonly similarity: number;
  readonly evidence: readonly SharedFeature[];
};

/**
 * Issues that look like one of which `event` is the newest. A suggestion without evidence is none: where the event
 * behind a vector is gone, or went to another fingerprint, the vector is forgotten and made again the next time.
 */
export async function findSimilar(
  stores: VectorStores & { readonly events: Pick<EventStore, 'getEvent'> },
  issue: Issue,
  event: NormalizedEvent,
): Promise<readonly SimilarSuggestion[]> {
  const { similarity, events } = stores;
  const projectId = issue.project_id;
  await fillVectors(stores, projectId, SIMILAR_LIMITS.filledPerRequestMax);
  const vector = similarityVector(event);
  if (vector.every((value) => value === 0)) return [];
  const near = await similarity.nearest({
    projectId,
    version: SIMILARITY_VERSION,
    vector,
    exceptIssueId: issue.id,
    similarityMin: SIMILAR_LIMITS.similarityMin,
    limit: SIMILAR_LIMITS.listedMax,
  });
  const found = await Promise.all(
    near.map(async (neighbour) => ({
      neighbour,
      other: await events.getEvent(projectId, neighbour.eventId),
    })),
  );
  const stale: string[] = [];
  const suggestions = found.flatMap(({ neighbour, other }) => {
    if (other === null || other.grouping.fingerprint !== neighbour.fingerprint) {
      stale.push(neighbour.fingerprint);
      return [];
    }
    const evidence = sharedFeatures(event, other.event);
    return [{ issueId: neighbour.issueId, similarity: neighbour.similarity, evidence }];
  });
  if (stale.length > 0) await similarity.forget(projectId, stale);
  return suggestions;
}
