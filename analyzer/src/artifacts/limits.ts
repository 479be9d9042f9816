const MIB = 1024 * 1024;

/** Bounds of uploads of source maps, each with unit and reason. */
export const ARTIFACT_LIMITS = {
  /** A part of an upload; sentry-cli asks for a power of two. A part is in memory whole, twice while it is stored. */
  chunkBytes: 2 * MIB,
  /** Parts in one request. */
  chunksPerRequest: 16,
  /** A request: its parts, compressed or not, and what multipart adds. */
  requestBytesMax: 40 * MIB,
  /** A whole upload. Next.js applications of a few thousand pages stay near 200 MiB. */
  bundleBytesMax: 512 * MIB,
  /** Files of one upload. */
  filesMax: 10_000,
  /** One file, decompressed; the bound of a source map (packages/stacktrace) and its anti-XSSI line. */
  fileBytesMax: 128 * MIB + 1024,
  /** All files of an upload, decompressed: a small archive must not keep a processor for long. */
  unpackedBytesMax: 2_048 * MIB,
  manifestBytesMax: 16 * MIB,
  /** URL of a file, and the address of its map. */
  nameLengthMax: 2_048,
  releaseLengthMax: 200,
  distLengthMax: 64,
  /** One file: unpacked, decoded, stored. A map of 14 MiB takes half a second. */
  fileDeadlineMs: 60_000,
  /** Memory of the thread that reads an upload; a map of 128 MiB and its decoded form fit. */
  workerHeapMiB: 1_536,
  /** How long the request that starts putting an upload together waits before it says "ask again". */
  assembleWaitMs: 2_000,
  /** An upload nobody works on for that long was left behind by a process that ended. */
  assembleStaleMs: 15 * 60_000,
  /** A script that is read a second time for the names in it; packages/stacktrace parses no longer ones. */
  hintScriptBytesMax: 16 * MIB,
  /** Original files of an upload that are in memory together, for maps that do not hold them. */
  hintSourcesBytesMax: 64 * MIB,
  /** Contents asked for in one request. */
  knownFilesMax: 1_000,
  /** Files listed of one upload. */
  filesListedMax: 1_000,
} as const;
