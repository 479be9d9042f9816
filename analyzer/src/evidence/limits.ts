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
} as const;
