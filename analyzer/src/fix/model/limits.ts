/** Bounds of what a model may do for one fix. */
export const FIX_MODEL_LIMITS = {
  /** Actions before it has to propose; more rounds seldom help and each costs the whole conversation. */
  roundsMax: 8,
  /** Answers to the same conversation: the best verified one wins. */
  samples: 3,
  /** When the samples all differ. */
  samplesDisagreeing: 5,
  /** Corrective turns for an edit that does not fit the file. */
  correctionsMax: 2,
  readLinesMax: 200,
  lineLengthMax: 400,
  searchFilesMax: 2_000,
  searchMatchesMax: 40,
  searchLengthMin: 2,
  searchLengthMax: 200,
  toolResultLengthMax: 12_000,
  eventsMax: 20,
  /** Runs of the test suite one conversation may ask for. */
  testRunsMax: 2,
  titleLengthMax: 200,
  textLengthMax: 2_000,
  editLengthMax: 8_000,
  editsMax: 3,
} as const;
