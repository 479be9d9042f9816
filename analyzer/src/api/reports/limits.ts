/** Bounds of issues that are created through the API, each with unit and reason. */
export const REPORT_LIMITS = {
  /** Below the bound of one event, with room for the rest of it and the escapes of JSON. */
  bodyBytesMax: 768 * 1024,
  /** A goroutine dump of a big program; the reader of traces cuts at 20,000 lines anyway. */
  stackTraceLengthMax: 512 * 1024,
  messageLengthMax: 8_192,
  tagsMax: 50,
  fingerprintPartsMax: 20,
  /** The collector answers in milliseconds; when its disk is busy, in a second or two. */
  sendTimeoutMs: 10_000,
  /** Storing takes tens of milliseconds behind an empty backlog. Longer waits end in 202: the event is safe. */
  storedWaitMs: 8_000,
  /** The writer takes batches as they come; asking more often finds nothing sooner. */
  pollMs: 25,
  pollMsMax: 400,
} as const;
