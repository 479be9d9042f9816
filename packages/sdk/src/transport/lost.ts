import type { IntegrationHost } from '../public-types.ts';

/** Counts of events that will never arrive, by reason. */
export type Lost = Record<string, number>;

/** Counts what a batch told that did not arrive. */
export function countAgain(host: IntegrationHost, told: Lost): void {
  for (const reason in told) host.countLost(reason, told[reason]);
}
