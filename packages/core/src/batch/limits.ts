/** Bounds of one batch. The SDK stays far below all of them: 50 items and 60 kB. */
export const BATCH_LIMITS = {
  /** Text before decoding. One MiB is 17 times what the SDK sends, and a JSON parse of about 5 ms. */
  batchCharactersMax: 1024 * 1024,
  /**
   * Text after the table is written out. A batch refers to one text many times, so this is the bound against a small
   * body that becomes gigabytes: 50 events with 50 frames of context and 30 breadcrumbs each stay below 4 MiB.
   */
  expandedCharactersMax: 8 * 1024 * 1024,
  /** Nesting of one line before it is parsed: a megabyte of brackets takes the parser seconds. The SDK needs 20. */
  lineDepthMax: 64,
  rowsMax: 256,
  tableMax: 40_000,
  exceptionsPerEventMax: 50,
  callsPerExceptionMax: 250,
  breadcrumbsPerEventMax: 100,
  fingerprintPartsMax: 32,
  /** Nesting of free-form objects; the SDK sends 5. Also keeps the recursive copy off the end of the stack. */
  objectDepthMax: 16,
  repeatCountMax: 1_000_000_000,
  lostReasonsMax: 32,
  /** More in one count of a minute is a mistake. */
  sessionsCountedMax: 100_000_000,
  /** Files of one event that have a debug id; a stack has 250 calls. */
  debugIdsPerEventMax: 100,
} as const;
