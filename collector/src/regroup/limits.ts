/** Bounds of grouping stored events again, each with unit and reason. */
export const REGROUP_LIMITS = {
  /** Events of one step: one transaction of some 100 ms, during which the project's new events wait to be stored. */
  pageEvents: 200,
  /** Events looked at for one upload or rule, the newest first. */
  eventsMax: 100_000,
  /** A second look after so long: events that were on their way when the map came. */
  secondLookMs: 15_000,
  /** One delivery may take that long before somebody else gets it. */
  leaseMs: 10 * 60_000,
  deliveriesMax: 10,
} as const;
