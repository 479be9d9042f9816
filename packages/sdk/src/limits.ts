/**
 * Bounds of everything the SDK keeps or sends. An error tracker must never become the host's problem: no value below
 * depends on what the host throws at us. Single constants instead of one object: a minifier writes them in place.
 */

/** A 5 MB message costs its host 5 MB of upload elsewhere; people read the first screen. */
export const TEXT_LENGTH_MAX = 2048;
export const NAME_LENGTH_MAX = 200;
export const CRUMB_TEXT_LENGTH_MAX = 512;
/** Stack text that is looked at. 50 lines of 1024 characters stay below it. */
export const STACK_LENGTH_MAX = 65_536;
export const STACK_LINES_MAX = 200;
export const STACK_LINE_LENGTH_MAX = 1024;
export const FRAMES_MAX = 50;
export const EXCEPTIONS_MAX = 10;
/** Free-form data: nesting and number of values. */
export const OBJECT_DEPTH_MAX = 5;
export const OBJECT_NODES_MAX = 300;
export const BREADCRUMBS_MAX = 30;
/** One keepalive request or beacon may carry 64 KiB in all; the rest is for headers. */
export const BATCH_BYTES_MAX = 60_000;
export const BATCH_ITEMS_MAX = 50;
/** Wait for company, so that a burst is one request; short, so that a crashed tab loses little. */
export const BATCH_DELAY_MS = 500;
export const QUEUE_ITEMS_MAX = 200;
/** Distinct errors: a burst of 100, then one every 200 ms. What exceeds it is counted in the next batch. */
export const BUCKET_CAPACITY = 100;
export const BUCKET_REFILL_MS = 200;
/** A repeat of a sent event waits this long for more of its kind; doubles up to the maximum while they come. */
export const REPEAT_WINDOW_MS = 2000;
export const REPEAT_WINDOW_MS_MAX = 60_000;
export const REPEAT_KEYS_MAX = 200;
/** The same error object again is the same occurrence, thrown on; after this it is a constant that was thrown anew. */
export const RETHROW_WINDOW_MS = 5000;
export const BACKOFF_BASE_MS = 1000;
export const BACKOFF_MS_MAX = 60_000;
/** Without a number from the server (protocol: 60 s). */
export const RATE_LIMIT_DEFAULT_MS = 60_000;
/** A wrong clock or header must not silence a client for longer. */
export const RATE_LIMIT_MS_MAX = 24 * 3600 * 1000;
export const REQUEST_TIMEOUT_MS = 15_000;
export const FLUSH_TIMEOUT_MS = 2000;
