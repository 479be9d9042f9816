const KIB = 1024;
const MIB = 1024 * KIB;

/** Every bound of the way of an event. Each row gives the value, its unit in the name, and the reason. */
export const LIMITS = {
  /** Compressed request body. Sentry's SDKs stay below 1 MiB without attachments; 20 MiB leaves room for those. */
  requestBodyBytesMax: 20 * MIB,
  /** Body of the JSON endpoints (store, security). One event has the same bound. */
  jsonBodyBytesMax: 1 * MIB,
  /** Output of decompression; Relay's own envelope bound. */
  decompressedBytesMax: 100 * MIB,
  /** Output : input of decompression, after the first MiB. Real SDK payloads reach 12 : 1, bombs start at 1,000 : 1. */
  decompressionRatioMax: 200,
  /** One event payload, decompressed. Relay's bound, so that no client that works with Sentry is refused. */
  eventBytesMax: 1 * MIB,
  attachmentBytesMax: 20 * MIB,
  /** Items of one envelope; SDKs send at most a few dozen. */
  envelopeItemsMax: 100,
  /** Nesting of event JSON. JSON.stringify overflows the stack near 10,000; SDKs stay below 20. */
  jsonDepthMax: 64,
  /** Frames kept of one stack: 50 oldest and 200 newest, because recursion repeats in the middle. */
  framesMax: 250,
  framesOldestKept: 50,
  /** Frames of one stack that keep their source context; more is never read by people or models. */
  framesWithContextMax: 50,
  exceptionsMax: 50,
  breadcrumbsMax: 100,
  tagsMax: 200,
  tagKeyLengthMax: 200,
  tagValueLengthMax: 200,
  exceptionTypeLengthMax: 256,
  exceptionValueLengthMax: 8192,
  frameFunctionLengthMax: 256,
  framePathLengthMax: 256,
  contextLineLengthMax: 1024,
  messageLengthMax: 8192,
  titleLengthMax: 256,
  /** JSON text of free-form parts: extra, one context, breadcrumb data, request data. */
  extraBytesMax: 256 * KIB,
  contextBytesMax: 8 * KIB,
  breadcrumbDataBytesMax: 2 * KIB,
  requestPartBytesMax: 8 * KIB,
  /** Events older than this were buffered by a client with a wrong clock; they are dated by our clock. */
  eventAgeDaysMax: 30,
  eventFutureSecondsMax: 60,
  /** A client clock that is off by less is not corrected: it may be network latency. */
  clockDriftSecondsMin: 55 * 60,
} as const;
