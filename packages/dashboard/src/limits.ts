/** How often pages ask again, in milliseconds: short enough to watch a fix being made, long enough for one small server. */
export const REFRESH_MS = {
  list: 4_000,
  issue: 4_000,
  workingFix: 1_500,
  events: 10_000,
  // One request per visible row, with diff and logs.
  rowFix: 15_000,
  statistics: 10_000,
  // Charts change little between minutes and cost a scan of the event store.
  timeline: 30_000,
  reachability: 3_000,
  // An engine restarts in about this time.
  health: 10_000,
} as const;

/** Rows of the issue list: fits two screens; each visible row costs one timeline request. */
export const ISSUES_PER_PAGE = 25;

/** Rows of the event list that are asked for at once; the route answers at most 100. */
export const EVENTS_PER_PAGE = 50;

/** Attempts shown on an issue page; each carries its diff and logs. */
export const FIXES_PER_ISSUE = 10;

/** Lines of a diff drawn as a table: about what a browser lays out without a pause. Longer ones are plain text. */
export const DIFF_LINES_MAX = 2_000;

/** Bars of a sparkline: one per hour of a day. */
export const SPARKLINE_BARS = 24;

/** Breadcrumbs shown before the rest is asked for; the newest ones explain most. */
export const BREADCRUMBS_SHOWN = 20;

/** Characters of one JSON value in a table; the rest is cut with a mark. */
export const JSON_VALUE_CHARACTERS_MAX = 4_000;

/** Values of one tag in the distribution. */
export const TAG_VALUES_SHOWN = 4;

/** Bars of the chart of an issue: wide enough to be seen in the narrow column it stands in. */
export const CHART_BARS = 60;

/** Characters of where an issue happened in its row: what fits beside the numbers on a small laptop. */
export const CULPRIT_CHARACTERS_MAX = 72;

/** Text of an event is folded above this many characters or lines; the style sheet shows four lines of it. */
export const CLAMPED_CHARACTERS = 320;
export const CLAMPED_LINES = 6;

/** Rows of the list of releases; each one's health is counted in the same request. */
export const RELEASES_PER_PAGE = 25;

/** Issues of one kind beside a release; the list of issues has the rest. */
export const RELEASE_ISSUES_SHOWN = 10;

/** Commits of a release shown before the rest is asked for; a release keeps up to 1,000. */
export const COMMITS_SHOWN = 20;
