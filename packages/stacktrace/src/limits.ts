/** Bounds of stack text. Past them the text is cut, never refused (protocol.md 3). */
export const STACK_LIMITS = {
  /** One MiB of text is the bound of one event; a longer text cannot arrive. */
  stackTextLengthMax: 1024 * 1024,
  /** Runtimes stop far earlier (V8 10, SpiderMonkey 128 by default), but recursion on the JVM prints 1,024 per cause. */
  stackLinesMax: 20_000,
  /** The bound Sentry's JavaScript SDKs use: a longer line is a data: URL or minified source. */
  stackLineLengthMax: 1024,
  /** Lines that are looked at as the message before the first frame. */
  headerLinesMax: 50,
  /** `eval` inside `eval`; each level is one step inwards. */
  evalDepthMax: 8,
  /** Lines that are looked at to tell the language. */
  detectedLinesMax: 200,
  /** Lines nobody understood that are reported; they help to improve readers, not people. */
  unreadLinesMax: 20,
  unreadLineLengthMax: 200,
} as const;

/** What is remembered of files that were read before, for each thing that is read of them. */
export const STACKTRACE_MEMORY = {
  /** A big application has some thousand files with frames in errors. */
  textsMax: 4096,
  /** Longer ones are data URLs and attacks. */
  textLengthMax: 256,
} as const;
