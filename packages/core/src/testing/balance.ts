/** What a collector's `/metrics` says of the events it met. */
export type Balance = {
  readonly received: number;
  readonly acknowledged: number;
  /** Found in the journal at the start, or dead letters put back into it. */
  readonly resumed: number;
  readonly accepted: number;
  readonly droppedInReceive: number;
  /** Duplicates, samples, dead letters: what was acknowledged and has no row of its own. */
  readonly droppedLater: number;
  readonly inFlight: number;
};

/** Throws for text that is not of a collector. */
export function readBalance(metrics: string): Balance {
  const outcomes = [...metrics.matchAll(OUTCOME)].map(([, outcome, stage, count]) => ({
    outcome,
    stage,
    count: Number(count),
  }));
  const sumOf = (wanted: (row: (typeof outcomes)[number]) => boolean): number =>
    outcomes.filter(wanted).reduce((sum, { count }) => sum + count, 0);
  return {
    received: valueOf(metrics, 'bugsage_events_received_total'),
    acknowledged: valueOf(metrics, 'bugsage_events_acknowledged_total'),
    resumed: valueOf(metrics, 'bugsage_events_resumed_total'),
    accepted: sumOf(({ outcome }) => outcome === 'accepted'),
    droppedInReceive: sumOf(({ outcome, stage }) => outcome === 'dropped' && stage === 'receive'),
    droppedLater: sumOf(({ outcome, stage }) => outcome === 'dropped' && stage !== 'receive'),
    inFlight: valueOf(metrics, 'bugsage_store_backlog_records'),
  };
}

/** What is wrong with a balance; undefined when every event ended somewhere, once. */
export function imbalanceOf(balance: Balance): string | undefined {
  const { received, acknowledged, resumed, accepted, droppedInReceive, droppedLater, inFlight } = balance;
  const inReceive = received - droppedInReceive - acknowledged;
  const behindJournal = acknowledged + resumed - accepted - droppedLater - inFlight;
  if (inReceive === 0 && behindJournal === 0) return undefined;
  return (
    `${inReceive} events of receive and ${behindJournal} behind the journal have no outcome, ` +
    `or more than one below 0: ${JSON.stringify(balance)}`
  );
}

const SETTLE_MS = 15_000;
const PAUSE_MS = 50;

/**
 * Throws when the events a collector met do not add up: received = stored + dropped + in flight. Numbers of one answer
 * may be read around a commit, and requests may be under way, so it is asked again for some seconds.
 */
export async function expectBalance(readMetrics: () => Promise<string>): Promise<void> {
  const deadline = performance.now() + SETTLE_MS;
  for (;;) {
    const imbalance = imbalanceOf(readBalance(await readMetrics()));
    if (imbalance === undefined) return;
    if (performance.now() > deadline) throw new Error(imbalance);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

const OUTCOME = /^bugsage_events_outcome_total\{outcome="(\w+)",stage="(\w+)",reason="\w+"\} (\d+)$/gm;

function valueOf(metrics: string, name: string): number {
  const found = new RegExp(`^${name} (-?\\d+)$`, 'm').exec(metrics);
  if (found === null) throw new Error(`The metrics have no ${name}.`);
  return Number(found[1]);
}
