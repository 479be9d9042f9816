/** Bounds of proving one fix. */
export const VERIFY_LIMITS = {
  /** Text of one step's log that is stored with the fix: half from the start, half from the end. */
  logLengthMax: 12_000,
  /** One run of the repository's tests. */
  testsTimeoutMs: 5 * 60_000,
  /** Tests that pass and take longer are run once before the change, not twice. */
  secondRunMsMax: 60_000,
  /** Installing the dependencies of a lock file that was not seen before. */
  installTimeoutMs: 10 * 60_000,
  /** One run of a type checker or linter. */
  checkTimeoutMs: 2 * 60_000,
  /** Processor time of the search for a failing call, so that a busy machine finds the same. Most need two seconds. */
  searchBudgetMs: 12_000,
  /** The same in time on the clock, for code that waits. */
  searchTimeoutMs: 90_000,
  /** The same for the second search, on changed code that made-up calls speak against; what it finds, it finds early. */
  mendedBudgetMs: 6000,
  replayTimeoutMs: 90_000,
  /** Calls tried: the crashing function and the callers on the stack. */
  entriesMax: 4,
  /** Words of the repository that are tried as arguments. */
  wordsMax: 60,
  wordLengthMax: 80,
  /** Fields tried as the one that holds the list of an answer; files show one or two. */
  listHoldersMax: 20,
  /** Files read for words and globals. */
  filesReadMax: 40,
  /** Candidates tried for one error; templates are ranked, and later ones were seldom right. */
  candidatesMax: 6,
  /** All candidates of one error together. */
  totalTimeoutMs: 15 * 60_000,
  /** Files whose imports are followed to find the tests that reach a place, and the size of one of them. */
  importFilesMax: 4000,
  importFileBytesMax: 400_000,
  /** Test files that are run to see real calls of the failing place. */
  watchedTestFilesMax: 4,
  /** Callers on the stack through which a missing argument is followed. */
  watchedCallersMax: 3,
  /** Calls tried per way to take the value away, and other values given to the one that fails. */
  watchedCallsMax: 4,
  forcedCallsMax: 2,
  watchedValuesMax: 3,
  /** Different calls of tests that pass a place before what they show of it is believed, and those that give nothing. */
  placeCallsMin: 10,
  strangeCallsMin: 2,
  /** Calls that lack the value themselves: with these few others are enough. */
  absentCallsMin: 2,
  /** One run of one test file. */
  watchTimeoutMs: 60_000,
  /** All runs of test files that look for a call that can be made to fail. */
  watchTotalMs: 3 * 60_000,
  /** Memory of the process that runs the replay. */
  replayHeapMegabytes: 512,
} as const;
