const MIB = 1024 * 1024;

/** Bounds of one question to a model. Servers may be hostile, broken or asleep; none of it may hold a worker. */
export const MODEL_LIMITS = {
  /** Characters of instructions, question and repair together: the price table holds below 200,000 tokens only. */
  promptLengthMax: 300_000,
  /** Decoded bytes of one answer. 20,000 output tokens are about 100 KiB. */
  responseBytesMax: 4 * MIB,
  /** The same of an event stream, where each token comes in an event of some 250 bytes. */
  streamBytesMax: 16 * MIB,
  /** Of a refused or invalid answer, what goes back to the model in the repair turn. */
  repairAnswerLengthMax: 20_000,
  /** Violations named in the repair turn; the first ones explain the rest. */
  repairIssuesMax: 10,
  /** Sentence of a failed answer; server texts in it may be anything. */
  detailLengthMax: 500,
  /** Characters of JSON text looked through for an answer in prose. */
  answerLengthMax: 1 * MIB,
  /** Output of the capability probe. Its answer has 6 tokens; local models may think before it. */
  probeOutputTokensMax: 1_024,
} as const;

/** Waiting times of one question. Tests shorten them, nothing else does. */
export type ModelTimings = {
  /** Everything for one question: calls, the retry and the repair turn. */
  readonly deadlineMs: number;
  /** One call until its last byte. */
  readonly callTimeoutMs: number;
  /** Silence between two chunks of a body. SDK timeouts end at the headers, and models think before the first word. */
  readonly idleTimeoutMs: number;
  /** Before the one retry, unless the server names another delay. */
  readonly retryDelayMs: number;
  /** A server that asks for a longer pause is answered with `rate_limited` instead of waiting in a worker. */
  readonly retryAfterMsMax: number;
};

/** 20,000 tokens at 100 tokens/s take 200 s; Node's fetch gives up on headers after 300 s by itself. */
export const MODEL_TIMINGS: ModelTimings = {
  deadlineMs: 300_000,
  callTimeoutMs: 240_000,
  idleTimeoutMs: 90_000,
  retryDelayMs: 500,
  retryAfterMsMax: 10_000,
};
