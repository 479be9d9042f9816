/** Bounds and proportions of similarity vectors. They are part of the version: a change needs a new one. */
export const SIMILARITY_LIMITS = {
  /** Numbers of a vector; 1 KiB as 32-bit floats, and below the 2,000 that pgvector can index. */
  dimensions: 256,
  /** Frames of the thrown exception that are looked at, nearest to the crash first. */
  framesMax: 24,
  wordsMax: 40,
  wordLengthMax: 80,
  /** Exceptions of a chain, the thrown one first. */
  exceptionsMax: 4,
  /** What two events share that is shown as evidence. */
  evidenceMax: 20,
} as const;
