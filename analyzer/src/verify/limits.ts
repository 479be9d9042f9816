/** Bounds of proving one fix. */
export const VERIFY_LIMITS = {
  /** Text of one step's log that is stored with the fix: half from the start, half from the end. */
  logLengthMax: 12_000,
  /** One run of the repository's tests. */
  testsTimeoutMs: 5 * 60_000,
  /** Search for a call that fails as production did. Most are found within two seconds. */
  searchBudgetMs: 25_000,
  /** Beyond the budget: start of the sandbox, of threads, and the last run. */
  searchGraceMs: 20_000,
  replayTimeoutMs: 60_000,
  /** Calls tried: the crashing function and the callers on the stack. */
  entriesMax: 4,
  /** Words of the repository that are tried as arguments. */
  wordsMax: 60,
  wordLengthMax: 80,
  /** Files read for words and globals. */
  filesReadMax: 40,
  /** Candidates tried for one error; templates are ranked, and later ones were seldom right. */
  candidatesMax: 6,
  /** All candidates of one error together. */
  totalTimeoutMs: 15 * 60_000,
  /** Memory of the process that runs the replay. */
  replayHeapMegabytes: 512,
} as const;
