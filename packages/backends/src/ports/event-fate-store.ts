/** What became of an event that was made durable: it waits in the journal, is stored, or a person has to look at it. */
export type EventFate = 'pending' | 'stored' | 'dead_letter';

/** For somebody who waits for one event. */
export type EventFateStore = {
  /** Unix milliseconds by the clock that dates issues. */
  clock(): Promise<number>;
  fateOf(projectId: number, eventId: string): Promise<EventFate>;
};
