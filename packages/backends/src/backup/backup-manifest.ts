import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BugSageError, describeError } from '@bugsage/core';
import { z } from 'zod';
import { FACT_TABLES } from '../clickhouse/copy-rows.ts';

/** Raised when a reader of this version could not read what an earlier one wrote. */
export const BACKUP_FORMAT = 1;

const part = z.object({
  /** Relative to the folder of the backup. */
  file: z.string().regex(/^(issues|events)\/[a-z0-9_]+\.gz$/),
  rows: z.int().min(0),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/** `manifest.json`: what is in the folder, and what it must be for a restore to believe it. */
const manifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  /** ISO 8601. Everything that was stored by then is in the backup. */
  taken_at: z.iso.datetime(),
  /** Number of the newest migration; a restore makes this schema before it fills it. */
  schema: z.int().min(1),
  /** Of Postgres. */
  tables: z.array(part.extend({ table: z.string().regex(/^[a-z_]+$/), columns: z.array(z.string()) })),
  /** Of ClickHouse: events and sessions, in files of so many rows. */
  facts: z.array(part.extend({ table: z.enum(FACT_TABLES) })),
});

export type BackupManifest = z.infer<typeof manifestSchema>;
export type BackupPart = z.infer<typeof part>;

/** Throws `BugSageError` `backup_unreadable`. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')));
  } catch (error) {
    throw unreadable(`${folder} holds no backup this version can read: ${describeError(error)}`);
  }
}

export function unreadable(message: string): BugSageError {
  return new BugSageError({ kind: 'invalid_input', code: 'backup_unreadable', message });
}
