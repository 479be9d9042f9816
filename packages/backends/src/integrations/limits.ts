const MIB = 1024 * 1024;

/** Bounds of calls to trackers, code hosts and Sentry. */
export const PROVIDER_LIMITS = {
  /** One answer: a page of a hundred issues with their texts, or a whole event of Sentry. */
  answerBytesMax: 8 * MIB,
  /** One call; all of them are made in the background. */
  timeoutMs: 20_000,
  /** Pages read while looking for what an earlier try may have made, a hundred entries each. */
  pagesMax: 10,
  pageSize: 100,
  /** Longest pause another server may ask for: more is a mistake of its clock. */
  retryAfterMsMax: 3_600_000,
  /** Characters of the other side's words that are shown to people. */
  wordsMax: 200,
  /** Clocks of two machines differ; what was made by an earlier try is looked for from this much before. */
  clockSkewMs: 600_000,
  titleLengthMax: 250,
} as const;
