import type { ParsedCall } from '../parsed-call.ts';

/** A call of a text trace: what the language prints beside the place. */
export type TraceCall = ParsedCall & {
  readonly module: string | null;
  /** The source line, where the language prints it (Python). */
  readonly contextLine?: string;
};

/** One exception of a text; calls are ordered oldest first, as in events. */
export type RawException = {
  readonly type: string | null;
  readonly value: string | null;
  readonly module: string | null;
  readonly calls: readonly TraceCall[];
};

/** What a reader understood. Exceptions are ordered oldest cause first, the one that was thrown last. */
export type RawTrace = {
  readonly exceptions: readonly RawException[];
  /** Exceptions that were thrown while others were handled away (Java's `Suppressed`); no causes. */
  readonly suppressed: readonly RawException[];
  /** Indexes of lines that belong to no message, call or known decoration. */
  readonly unread: readonly number[];
};

/** How the traces of one language are recognised and read. Both functions are linear in the text. */
export type TraceReader = {
  readonly language: string;
  /** Platform of the event schema. */
  readonly platform: string;
  readonly isCall: (line: string) => boolean;
  /** Whether a line can only stand above or between calls of this language. */
  readonly isMarker: (line: string) => boolean;
  readonly read: (lines: readonly string[]) => RawTrace;
};
