/** Iterations a second for some time, whatever the server does: k6's constant arrival rate. */
type Scenario = {
  readonly executor: 'constant-arrival-rate';
  readonly exec: 'sendEvent';
  readonly rate: number;
  readonly duration: string;
  readonly startTime?: string;
  readonly preAllocatedVUs: number;
  readonly maxVUs: number;
};

export type Profile = {
  readonly scenarios: Readonly<Record<string, Scenario>>;
  /** Iterations that may not be started for want of a free virtual user. */
  readonly droppedMax: number;
};

const SOAK_MINUTES = Number(process.env['BUGSAGE_SOAK_MINUTES'] ?? 60);

function steady(rate: number, duration: string, startTime?: string): Scenario {
  // A second of events at once: a user that has to be made first costs the iteration it was for.
  const preAllocatedVUs = Math.max(50, rate);
  return {
    executor: 'constant-arrival-rate',
    exec: 'sendEvent',
    rate,
    duration,
    ...(startTime === undefined ? {} : { startTime }),
    preAllocatedVUs,
    maxVUs: 2 * preAllocatedVUs,
  };
}

/** Rates for two cores that also run the load; the shapes matter, and any of them can be edited for a bigger machine. */
export const PROFILES: Readonly<Record<'smoke' | 'load' | 'spike' | 'soak', Profile>> = {
  smoke: { scenarios: { steady: steady(20, '10s') }, droppedMax: 2 },
  load: { scenarios: { steady: steady(100, '60s') }, droppedMax: 60 },
  // Before, far above what is usual, and after: the last part shows whether it recovered.
  spike: {
    scenarios: {
      before: steady(50, '10s'),
      spike: steady(1_000, '15s', '10s'),
      after: steady(50, '20s', '25s'),
    },
    droppedMax: 1_500,
  },
  soak: { scenarios: { steady: steady(100, `${SOAK_MINUTES}m`) }, droppedMax: 3_600 },
};

export type ProfileName = keyof typeof PROFILES;
