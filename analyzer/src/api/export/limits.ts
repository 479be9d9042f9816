/** Bounds of exports, each with unit and reason. */
export const EXPORT_LIMITS = {
  /** What spreadsheets still open; more is for a program that pages. */
  rowsMax: 100_000,
  rowsDefault: 10_000,
  /** Rows asked of the stores at once; a page of issues is some megabytes. */
  pageRows: 500,
  /** Of one process: each holds a page in memory and asks the stores again and again. */
  runningMax: 8,
  runningPerUserMax: 2,
  /** A reader that takes longer has gone or is very slow. */
  durationMsMax: 10 * 60_000,
} as const;
