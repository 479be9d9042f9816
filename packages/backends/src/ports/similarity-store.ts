/** Numbers of a vector; the column of pgvector has this type. */
export const SIMILARITY_VECTOR_LENGTH = 256;

/** What the newest event of a fingerprint looks like. */
export type FingerprintVector = {
  readonly fingerprint: string;
  /** The event it was made of; null when none is stored. */
  readonly eventId: string | null;
  /** A unit vector; null when there is nothing to compare. */
  readonly vector: readonly number[] | null;
};

/** An issue and the fingerprint of it that is nearest. */
export type Neighbour = {
  readonly issueId: string;
  readonly fingerprint: string;
  readonly eventId: string;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
};

/**
 * Vectors of fingerprints, and which issues are near. They only suggest; no stage of ingest waits for them. Vectors of
 * different versions are never compared.
 */
export type SimilarityStore = {
  /** `pgvector`: any number by an index. `exact`: the fingerprints that were seen last, one by one in the database. */
  readonly engine: 'pgvector' | 'exact';
  /** Fingerprints without a vector of the version, those seen last first. */
  missing(projectId: number, version: string, limit: number): Promise<readonly string[]>;
  /** Replaces what is there. A fingerprint that is gone meanwhile is left out. */
  save(projectId: number, version: string, vectors: readonly FingerprintVector[]): Promise<void>;
  /** The nearest other issues of the same project, each once, the most similar first. */
  nearest(query: {
    projectId: number;
    version: string;
    vector: readonly number[];
    exceptIssueId: string;
    similarityMin: number;
    limit: number;
  }): Promise<readonly Neighbour[]>;
  /** So that it is made again of an event that is still stored. */
  forget(projectId: number, fingerprints: readonly string[]): Promise<void>;
};
