/** Bounds of gathering evidence. Each row gives the value, its unit in the name, and the reason. */
export const EVIDENCE_LIMITS = {
  /** Frames looked up in the repository; a cause further from the crash has not been seen in 161 real ones. */
  framesMax: 30,
  /** Events of the issue that are looked at to find one with a usable stack. */
  eventsMax: 20,
  /** One source file; hand-written ones stay far below, bundles are not evidence. */
  fileLengthMax: 1024 * 1024,
  /** Breadcrumbs kept: what a person did in the last seconds, not the whole visit. */
  trailMax: 20,
  /** Characters of one breadcrumb's line. */
  trailLineLengthMax: 200,
  /** Files of one name that are opened to see which one a frame means. */
  ambiguousFilesMax: 12,
  /** Events with a tag before its spread says anything. */
  skewEventsMin: 5,
  /** Share of an issue's events that have the value: nearly all. */
  skewShareMin: 0.9,
  /** Share of the project's events above which the value is no news. */
  skewBaselineMax: 0.5,
  skewsMax: 3,
  /** Values per tag that are read; the rest is too seldom to matter. */
  tagValuesMax: 20,
  /** Newest events that are counted by release. */
  summariesMax: 200,
  /** Newest issues of the project an issue is compared with. */
  comparedIssuesMax: 200,
  /** Characters of a message that are compared. */
  comparedLengthMax: 500,
  /** Below this two issues share words, not a cause. */
  similarityMin: 0.6,
  similarMax: 5,
  /** Characters of a local variable that are quoted. */
  sentValueLengthMax: 120,
  /** Files of the stack whose history is read, and commits of each. */
  suspectFilesMax: 3,
  commitsPerFileMax: 5,
  suspectsMax: 3,
} as const;
