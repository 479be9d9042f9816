/** Records that were in the journal once and cannot be read: a flipped bit, a lost page, a missing file. */
export type JournalDamage = {
  readonly path: string;
  /** Byte offset in the file. */
  readonly offset: number;
  readonly firstPosition: number;
  readonly lastPosition: number;
};
