const MIB = 1024 * 1024;

/** Bounds of everything that reads a repository, which is somebody else's data. */
export const SCM_LIMITS = {
  /** One source file. Larger ones are bundles or data, which nobody repairs by hand. */
  fileBytesMax: 1 * MIB,
  /** Output of one git command: a list of 200,000 long paths fits. */
  outputBytesMax: 32 * MIB,
  /** Reading from the local mirror is disk work; a minute means a broken disk or a hostile pack. */
  readTimeoutMs: 60_000,
  /** First clone of a large repository over a slow line. */
  transferTimeoutMs: 15 * 60_000,
  pathLengthMax: 4096,
  releaseLengthMax: 250,
  /** git's default is 7; shorter runs of hex digits are words and numbers. */
  hashLengthMin: 7,
} as const;
