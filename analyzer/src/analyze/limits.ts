/** Bounds of an analysis. Each row gives the value, its unit in the name, and the reason. */
export const ANALYZE_LIMITS = {
  /** Characters of an error message that are read; engines print at most a few hundred, attackers more. */
  messageLengthMax: 2048,
  /** Files one diagnosis may read beside those of the frames, so that import chains end. */
  filesReadMax: 40,
  /** Characters of a file that are parsed; generated bundles above it have no use for a reader either. */
  parsedLengthMax: 1024 * 1024,
  /** Re-exports and calls that are followed when looking for where a value came from. */
  followDepthMax: 3,
  /** Patches one diagnosis proposes; verification runs each of them. */
  candidatesMax: 8,
  /** Lines around a reported one that are searched, because engines report the start of a statement or of a call. */
  nearbyLinesMax: 3,
  /** Characters of code quoted in a sentence. */
  quoteLengthMax: 120,
  /** Evidence items kept in an analysis. */
  evidenceMax: 20,
} as const;
