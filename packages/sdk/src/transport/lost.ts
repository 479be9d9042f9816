/** Counts of events that will never arrive, by reason, until a delivered batch has told the server. */
export type Lost = Record<string, number>;

/** Adds to a count; a negative number takes back what a delivered batch has told. */
export function countLost(lost: Lost, reason: string, events = 1): undefined {
  lost[reason] = (lost[reason] ?? 0) + events;
  if (lost[reason] <= 0) delete lost[reason];
}
