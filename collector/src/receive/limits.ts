const KIB = 1024;
const MIB = 1024 * KIB;

/** Bounds of reading one request, beside those every stage shares (core/limits.ts). */
export const RECEIVE_LIMITS = {
  /** First line of an envelope. Its biggest part, the trace header, is below 8 KiB at all SDKs. */
  envelopeHeaderBytesMax: 64 * KIB,
  /** Header line of one item; file names and content types fit many times. */
  itemHeaderBytesMax: 16 * KIB,
  /** Sentry's own bound of a client report. */
  clientReportBytesMax: 4 * KIB,
  /** Text of a batch after decompression, in bytes; its decoder counts characters (core/batch/limits.ts). */
  batchBytesMax: 4 * MIB,
  /** Smaller bodies are inflated on the spot: that takes less than handing them to another thread. */
  inflateInPlaceBytesMax: 16 * KIB,
  /** Output of inflating on the spot, about half a millisecond; what turns out bigger is done off the thread. */
  inflateInPlaceOutputBytesMax: 256 * KIB,
  /** Inflations at once. The journal's fdatasync needs one of the four threads they share. */
  inflateSlots: 2,
  /** Ratio of output to input is looked at above this size only: small texts may well be very regular. */
  ratioFreeBytes: 1 * MIB,
  /**
   * Bytes of event items that are read without one to keep. SDKs send one event; a megabyte that is no JSON takes up to
   * 50 ms, and a small compressed envelope holds ninety of them.
   */
  vainEventBytesMax: 2 * MIB,
  /** One session update has some hundred bytes; a client's counts of a minute by user fit 1,000 times. */
  sessionBytesMax: 256 * KIB,
  aggregatesMax: 1_000,
  /** More in one aggregate of a minute is a mistake; sums stay far below what the store can hold. */
  sessionsCountedMax: 100_000_000,
  /** Relay's bounds: an update that comes later cannot be of a session that still matters. */
  sessionAgeMsMax: 5 * 24 * 3_600_000,
  sessionFutureMsMax: 60_000,
  userAgentLengthMax: 512,
  /** Text of `X-Sentry-Error`. */
  errorHeaderLengthMax: 200,
} as const;
