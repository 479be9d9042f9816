/** Bounds of the demo; the name ends in the unit. */
export const LIMITS = {
  /** The shop's whole history prints a few kilobytes. */
  gitOutputBytesMax: 4 * 1024 * 1024,
  /** A small Node process on a busy two-core machine is up in 2 s. */
  shopStartMs: 30_000,
  /** One page view or click in a cold headless browser. */
  browserActionMs: 30_000,
  /** Launching a cold browser next to a busy server. */
  browserLaunchMs: 60_000,
  /** A reported error is written to the shop's log at once; the rest is scheduling. */
  errorLogMs: 15_000,
  /** One request to the API; a busy embedded engine answers in tens of milliseconds. */
  apiRequestMs: 20_000,
  /** Characters of an API's refusal that are shown. */
  refusalTextMax: 500,
  /** How often the API is asked what changed. */
  pollMs: 700,
  /** From the last error until every fix is final; the verification runs one issue after the other. */
  wholeRunMs: 8 * 60_000,
  /** An event that is not an issue by then was lost; the SDK sends within a second, the server stores within a few. */
  eventArrivalMs: 60_000,
  /** An analysis that says "fix by code" has its fix queued by then, or none was proposed. */
  fixProposalMs: 20_000,
  /** Lines of the fix that is printed at the end. */
  diffLinesMax: 60,
} as const;
