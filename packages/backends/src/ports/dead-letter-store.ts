export type DeadLetterSummary = {
  /** Number to name it by. */
  readonly id: number;
  /** `event`: could not be stored. `message`: no analyzer could handle it. */
  readonly kind: 'event' | 'message';
  readonly project_id: number | null;
  readonly event_id: string | null;
  /** Where it came from: a position of a journal, or consumer and message. */
  readonly reference: string;
  /** What the engine or the handler said, the last time. */
  readonly error: string;
  readonly attempts: number;
  /** `requested`: a collector will take it. `appended`: it is in the journal again, and goes when it is stored. */
  readonly replay: 'requested' | 'appended' | null;
  /** RFC 3339. */
  readonly created_at: string;
};

export type DeadLetterDetail = DeadLetterSummary & { readonly payload: string };

/** Which letters a command means: these, or all. */
export type DeadLetterChoice = readonly number[] | 'all';

/**
 * What could not be stored or handled, until a person decides.
 *
 *     waiting -> requested -> appended -> (stored: gone | failed again: waiting)
 *
 * An event's letter stays until the transaction that stores the event, so it is never in neither place.
 */
export type DeadLetterStore = {
  /** Newest first. */
  list(limit: number): Promise<DeadLetterSummary[]>;
  get(id: number): Promise<DeadLetterDetail | null>;
  /** Asks for a new try; messages go to the bus at once. Answers the ids; letters that cannot be read as events stay. */
  replay(choice: DeadLetterChoice): Promise<number[]>;
  /** Gives letters up for good, except those that are being replayed. Answers the ids. */
  drop(choice: DeadLetterChoice): Promise<number[]>;
  /** For collectors: hands letters that were asked for to `append` and marks them when it resolves. Answers how many. */
  takeRequested(limit: number, append: (payloads: readonly string[]) => Promise<void>): Promise<number>;
};
