/** When the collector says that it has too much to do, and when no more. Two marks each, so that it does not flicker. */
export const PRESSURE_LIMITS = {
  /** A loop that turns this late answers nobody in time; what it refuses at once, clients can send again. */
  lagRefuseMs: 1_000,
  lagAcceptMs: 500,
  /** Looks in a row that must find it late: a single stall is over when it is noticed, and what waited is soon done. */
  lateLooks: 3,
  /** Share of the memory that may be used, above which nothing is taken: what is refused can be sent again, a process that the
   * kernel kills has to start again first. */
  memoryRefuseShare: 1,
  memoryAcceptShare: 0.9,
  /** How often the loop is looked at. */
  tickMs: 100,
  /** Share of the spool above which no project may send more than an even share of what all send. */
  shareAbove: 0.7,
  shareBelow: 0.6,
  /** Time over which sending is compared; a project that begins within it is free. */
  shareWindowMs: 10_000,
  /** What clients are told to wait: the time the backlog takes, within these. */
  retryAfterSecondsMin: 1,
  retryAfterSecondsMax: 300,
  /** While nobody knows how fast the backlog shrinks: long enough to recover, short enough not to fill client queues. */
  retryAfterSecondsUnknown: 10,
  /** Time over which the speed of storing is averaged. */
  drainWindowMs: 10_000,
} as const;
