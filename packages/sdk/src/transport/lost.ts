import type { IntegrationHost } from '../public-types.ts';

/** Counts of events that will never arrive, by reason. */
export type Lost = Record<string, number>;

/** Counts what a batch told that did not arrive. */
export function countAgain({ countLost }: IntegrationHost, told: Lost): void {
  for (const reason in told) countLost(reason, told[reason]);
}
