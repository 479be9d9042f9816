/** Bounds of what counts as escalating. */
export const ESCALATION = {
  /** Below, "five times as often" is chance. */
  eventsPerHourMin: 20,
  /** Times the usual rate; less is a busy hour. */
  factor: 5,
  /** Hours the usual rate is taken from: a week, so that nights and weekends are in it. */
  baselineHours: 7 * 24,
} as const;

/** Whether the last hour has far more events than the hours before it had, on average. */
export function isEscalating(rate: { readonly lastHour: number; readonly before: number }): boolean {
  const usual = rate.before / ESCALATION.baselineHours;
  return rate.lastHour >= ESCALATION.eventsPerHourMin && rate.lastHour > ESCALATION.factor * usual;
}
