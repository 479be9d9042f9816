export type Intake = {
  /** Events and items of requests, whatever became of them. */
  readonly received: number;
  /** Events that were made durable for a client. */
  readonly acknowledged: number;
  /** Events that this process did not receive: in the journal at the start, or dead letters put back into it. */
  readonly resumed: number;
};

export type IntakeCounter = {
  readonly receive: (quantity: number) => void;
  readonly acknowledge: (quantity: number) => void;
  readonly resume: (quantity: number) => void;
  readonly counts: () => Intake;
};

/**
 * The other side of the outcomes. Counted apart from them, so that an event without an outcome shows:
 *
 *     received               = dropped in receive + acknowledged
 *     acknowledged + resumed = accepted + dropped behind the journal + backlog
 */
export function createIntakeCounter(): IntakeCounter {
  let received = 0;
  let acknowledged = 0;
  let resumed = 0;
  return {
    receive: (quantity) => {
      received += quantity;
    },
    acknowledge: (quantity) => {
      acknowledged += quantity;
    },
    resume: (quantity) => {
      resumed += quantity;
    },
    counts: () => ({ received, acknowledged, resumed }),
  };
}
