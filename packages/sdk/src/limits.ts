/**
 * Bounds of everything the SDK keeps or sends. An error tracker must never become the host's problem: no value below
 * depends on what the host throws at us.
 */
export const LIMITS = {
  /** A 5 MB message costs its host 5 MB of upload elsewhere; people read the first screen. */
  textLengthMax: 2048,
  nameLengthMax: 200,
  crumbTextLengthMax: 512,
  /** Stack text that is looked at. 50 lines of 1024 characters stay below it. */
  stackLengthMax: 65_536,
  stackLinesMax: 200,
  stackLineLengthMax: 1024,
  framesMax: 50,
  exceptionsMax: 10,
  /** Free-form data: nesting and number of values. */
  objectDepthMax: 5,
  objectNodesMax: 300,
  tagsMax: 50,
  breadcrumbsMax: 30,
  /** One keepalive request or beacon may carry 64 KiB in all; the rest is for headers. */
  batchBytesMax: 60_000,
  batchItemsMax: 50,
  /** Wait for company, so that a burst is one request; short, so that a crashed tab loses little. */
  batchDelayMs: 500,
  queueItemsMax: 200,
  /** Distinct errors: a burst of 100, then 5 per second. What exceeds it is counted in the next batch. */
  bucketCapacity: 100,
  bucketRefillPerSecond: 5,
  /** A repeat of a sent event waits this long for more of its kind; doubles up to the maximum while they come. */
  repeatWindowMs: 2000,
  repeatWindowMsMax: 60_000,
  repeatKeysMax: 200,
  /** The same error object again is the same occurrence, thrown on; after this it is a constant that was thrown anew. */
  rethrowWindowMs: 5000,
  backoffBaseMs: 1000,
  backoffMsMax: 60_000,
  /** Without a number from the server (protocol: 60 s). */
  rateLimitDefaultMs: 60_000,
  /** A wrong clock or header must not silence a client for longer. */
  rateLimitMsMax: 24 * 3600 * 1000,
  requestTimeoutMs: 15_000,
  flushTimeoutMs: 2000,
} as const;
