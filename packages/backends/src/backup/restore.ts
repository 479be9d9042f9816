import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Configuration } from '@bugsage/core';
import { openClickHouse, type ClickHouseClient } from '../clickhouse/clickhouse-client.ts';
import { openClickHouseEventStore } from '../clickhouse/clickhouse-event-store.ts';
import { openClickHouseReleaseHealth } from '../clickhouse/clickhouse-release-health.ts';
import { emptyFactTables, insertRows, type FactTable } from '../clickhouse/copy-rows.ts';
import { adoptSecretKey } from '../data-directory/secrets.ts';
import { openEngines } from '../open-engines.ts';
import { assertEmpty, fillTables } from '../postgres/copy-tables.ts';
import { migrate } from '../postgres/migrate.ts';
import { openPostgres } from '../postgres/postgres-client.ts';
import { readManifest, type BackupManifest } from './backup-manifest.ts';
import { checkPart, readPart } from './part-file.ts';

const ANSWER_TIMEOUT_MS = 30 * 60_000;
/** Bytes of lines inserted together; about a thousand events. */
const INSERT_BYTES = 4 * 1024 * 1024;

export type RestoreOptions = {
  readonly folder: string;
  readonly configuration: Configuration;
  readonly onProgress: (line: string) => void;
};

/**
 * Fills an empty data directory, or empty engines, from a backup. The whole folder is checked before anything is written, and
 * the tables come last in one transaction: a restore that broke off can be run again. A backup of an older version is
 * brought up to date by the next start. Throws `BugSageError` `backup_unreadable`, `not_empty`, `data_directory_in_use`.
 */
export async function restore(options: RestoreOptions): Promise<BackupManifest> {
  const { configuration, onProgress } = options;
  const folder = resolve(options.folder);
  const manifest = await readManifest(folder);
  onProgress('Checking the backup');
  for (const part of [...manifest.tables, ...manifest.facts]) await checkPart(folder, part);

  const fail = (description: string): never => {
    throw new Error(description);
  };
  const engines = await openEngines({
    configuration,
    mode: 'own',
    onProgress,
    onEngineEnded: fail,
    onFailure: fail,
  });
  const sql = openPostgres(engines.databaseUrl, { connectionsMax: 1, answerTimeoutMs: ANSWER_TIMEOUT_MS });
  const clickhouse = openClickHouse(engines.clickhouseUrl, ANSWER_TIMEOUT_MS);
  try {
    await migrate(sql, manifest.schema);
    await assertEmpty(sql);
    await adoptSecretKey(engines.dataDirectory, await readFile(join(folder, 'secret-key'), 'utf8'));
    await openClickHouseEventStore(clickhouse, configuration.BUGSAGE_RETENTION_DAYS);
    await openClickHouseReleaseHealth(clickhouse, configuration.BUGSAGE_RETENTION_DAYS);
    // Of a restore that broke off: nobody has seen them, there are no issues yet.
    await emptyFactTables(clickhouse);
    await fillFacts(clickhouse, folder, manifest, onProgress);
    const files = new Map(manifest.tables.map((part) => [part.table, part]));
    await fillTables(sql, manifest.tables, async ({ table }, into) => {
      const part = files.get(table);
      onProgress(`Restoring ${table}`);
      if (part !== undefined) await readPart(folder, part, (lines) => pipeline(lines, into));
    });
    return manifest;
  } finally {
    await clickhouse.close();
    await sql.end({ timeout: 5 });
    await engines.stop();
  }
}

async function fillFacts(
  clickhouse: ClickHouseClient,
  folder: string,
  manifest: BackupManifest,
  onProgress: (line: string) => void,
): Promise<void> {
  for (const part of manifest.facts) {
    await readPart(folder, part, (lines) => insertLines(clickhouse, part.table, lines));
    onProgress(`Restored ${part.rows} ${part.table}`);
  }
}

/** Inserts lines some thousands at a time, each insert at the end of a line. */
async function insertLines(
  clickhouse: ClickHouseClient,
  table: FactTable,
  lines: AsyncIterable<Buffer>,
): Promise<void> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  const insertWhole = async (): Promise<void> => {
    const text = Buffer.concat(waiting);
    const end = text.lastIndexOf('\n') + 1;
    waiting = [text.subarray(end)];
    bytes = text.length - end;
    if (end > 0) await insertRows(clickhouse, table, text.subarray(0, end));
  };
  for await (const chunk of lines) {
    waiting.push(chunk);
    bytes += chunk.length;
    if (bytes >= INSERT_BYTES) await insertWhole();
  }
  await insertWhole();
}
