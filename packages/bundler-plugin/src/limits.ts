const MIB = 1024 * 1024;

/** Bounds of uploads, each with unit and reason. The server has its own; these keep a build from running into them late. */
export const UPLOAD_LIMITS = {
  /** One script or map; the server refuses more. */
  fileBytesMax: 128 * MIB,
  /** Files found in a folder, before anything is read. */
  filesMax: 100_000,
  /** Files and bytes of one bundle; what is above goes into the next. A bundle is in memory whole. */
  bundleFilesMax: 5_000,
  bundleBytesMax: 192 * MIB,
  /** Files read at once. */
  readsMax: 8,
  /** Whatever the server proposes. */
  requestsMax: 8,
  /** Attempts of a request, with pauses that double from the first one on. */
  attemptsMax: 5,
  pauseMs: 500,
  pauseMsMax: 20_000,
  /** One request; a part of 32 MiB takes two minutes on a line of 2 Mbit/s. */
  requestTimeoutMs: 180_000,
  /** How long the server may take to put a bundle together, and how often it is asked. */
  assembleMsMax: 15 * 60_000,
  assemblePollMs: 1_000,
  /** What is read of an answer that is no JSON, for the message. */
  answerLengthMax: 300,
  /** Frames and files that a report shows one by one. */
  reportLinesMax: 200,
} as const;
