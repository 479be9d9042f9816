/** Bounds of looking for similar issues, each with unit and reason. */
export const SIMILAR_LIMITS = {
  /** Below it, what two errors share is chance. */
  similarityMin: 0.5,
  listedMax: 10,
  /** Fingerprints that get a vector when somebody asks, those seen last: a quarter of a second. */
  filledPerRequestMax: 500,
  /** Fingerprints that get a vector when an issue is new: mostly one. */
  filledPerIssueMax: 200,
  /** Events that are read at once to make vectors of. */
  pageEvents: 100,
} as const;
