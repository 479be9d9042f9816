const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of the HTTP front. Both adapters keep them; where uWebSockets.js fixes a value, node:http follows it. */
export const HTTP_LIMITS = {
  /** All request headers together. node:http's default; uWebSockets.js has 4 KiB, too little for cookies of a shared domain. */
  headerBytesMax: 16 * KIB,
  /** A connection that moves less than `bodyBytesPerIdleMin` in this time is closed. Fixed in uWebSockets.js. */
  idleMs: 10_000,
  /** 16 KiB/s over `idleMs`: below it a body is taken for a slow-body attack. Fixed in uWebSockets.js. */
  bodyBytesPerIdleMin: 160 * KIB,
  /**
   * Bytes above the limit of a body that are read and thrown away once it is refused, so that a client that sends first
   * and reads later gets its answer. What is longer is cut off.
   */
  discardedBytesMax: 1 * MIB,
  /** Bodies held in memory by all connections together; above it new ones are refused instead of killing the process. */
  bufferedBodyBytesMax: 256 * MIB,
  /** Time running requests get when the server stops. Leaves half of a 10 s shutdown for the stages behind. */
  closeGraceMs: 5_000,
} as const;
