const MIB = 1024 * 1024;

/** Bounds of resolving frames, each with unit and reason. */
export const SYMBOLICATE_LIMITS = {
  /** Decoded maps kept in memory. The largest real ones take 20 MiB, so a dozen builds of them fit. */
  cacheBytesMax: 256 * MIB,
  /** One request to the thread: frames of one map in one batch. A warm stack of 50 frames takes 0.1 ms. */
  deadlineMs: 5_000,
  /** A map that took longer than the deadline is not tried again for so long. */
  slowMapPauseMs: 10 * 60_000,
  /** Answers about which map belongs to a file; a new upload counts after this. */
  lookupSecondsMax: 5,
  lookupsMax: 50_000,
  /** Which projects have maps at all is asked again after this: most have none, and then nothing else is asked. */
  projectsRefreshMs: 4_000,
  /** Heap of the thread. Maps are shared memory outside of it; what it parses are the original files. */
  workerHeapMiB: 512,
} as const;
