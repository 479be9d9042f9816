const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Bounds of the journal, each with its reason. */
export const JOURNAL_LIMITS = {
  /** One file. Small enough that trimming frees space soon, big enough that preparing the next one is rare. */
  segmentBytes: 64 * MIB,
  /** All segments together. Hours of events at a usual rate while the stores are away. */
  spoolBytesMax: 8 * GIB,
  /** Share of the spool above which appends are refused: the rest is for what is already on its way. */
  refuseAbove: 0.9,
  /** Refused until the spool is below this share again. One threshold alone would flip with every request. */
  acceptBelow: 0.8,
  /** Framed bytes in memory that wait for the disk. A disk that hangs must not fill the memory. */
  queuedBytesMax: 64 * MIB,
  /** Expected wait for the disk above which appends are refused: half of the time after which clients usually give up, when
   * an acknowledgement would reach nobody. */
  waitMsMax: 15_000,
  /** Bytes of one write. More in flight only makes the first of them wait for the last. */
  groupBytesMax: 8 * MIB,
  /** One record; an event is at most 1 MiB of JSON, which escapes may stretch sixfold. */
  recordBytesMax: 8 * MIB,
  /** One read of a segment. Below the smaller a read costs as much as at it; above the bigger only memory. */
  readBlockBytesMin: 64 * KIB,
  readBlockBytesMax: 1 * MIB,
  /** One write of zeros while a segment is prepared; short, so that the threads of the process stay available. */
  prepareBlockBytes: 1 * MIB,
} as const;
