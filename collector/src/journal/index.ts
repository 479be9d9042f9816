export type { JournalDamage } from './damage.ts';
export type { FileSystem, OpenFile } from './file-system.ts';
export type { AppendedPositions, Journal } from './journal.ts';
export { type OpenJournalOptions, openJournal } from './open-journal.ts';
export type { JournalRecord } from './read-records.ts';
