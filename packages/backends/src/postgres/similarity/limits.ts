/** Bounds of looking for similar issues, each with unit and reason. */
export const SIMILARITY_STORE_LIMITS = {
  /** Fingerprints of other issues that are read before issues are told apart: one issue may have many. */
  candidatesMax: 200,
  /** Fingerprints compared one by one where pgvector is not there, those seen last: some 0.1 s. */
  comparedMax: 5_000,
  /** Entries of the index that are looked at before other projects' ones are left out (pgvector's own default is less). */
  scannedMax: 20_000,
} as const;
