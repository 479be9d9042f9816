import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { BugSageError, describeError } from '@bugsage/core';
import { openClickHouse, type ClickHouseClient } from '../clickhouse/clickhouse-client.ts';
import { FACT_TABLES, readRows, type StoredUpTo } from '../clickhouse/copy-rows.ts';
import type { EngineUrls } from '../data-directory/connection-file.ts';
import { readSnapshot, type Snapshot } from '../postgres/copy-tables.ts';
import { openPostgres } from '../postgres/postgres-client.ts';
import { BACKUP_FORMAT, type BackupManifest } from './backup-manifest.ts';
import { writePart } from './part-file.ts';

/** Rows of one file: a damaged one is named and found fast, and there are not too many of them. */
const FILE_ROWS = 100_000;
/** A table of a large installation takes minutes; a server that hangs still ends the backup. */
const ANSWER_TIMEOUT_MS = 30 * 60_000;

export type BackupOptions = {
  readonly engines: EngineUrls;
  /** Signs tokens and seals credentials: without it nobody could read those of the backup. */
  readonly secretKey: string;
  /** Made by the backup; must not exist. */
  readonly folder: string;
  readonly onProgress: (line: string) => void;
};

/**
 * Copies everything that is stored into a folder while the server goes on. All tables are of one moment; events are those
 * that were stored by then. What was acknowledged and waits in the journal is not in it. The folder is complete or not there.
 */
export async function backUp(options: BackupOptions): Promise<BackupManifest> {
  const folder = resolve(options.folder);
  const unfinished = `${folder}.unfinished`;
  await makeFolder(folder, unfinished);
  const sql = openPostgres(options.engines.databaseUrl, {
    connectionsMax: 1,
    answerTimeoutMs: ANSWER_TIMEOUT_MS,
  });
  const clickhouse = openClickHouse(options.engines.clickhouseUrl, ANSWER_TIMEOUT_MS);
  try {
    const manifest = await readSnapshot(sql, async (snapshot): Promise<BackupManifest> => ({
      format: BACKUP_FORMAT,
      taken_at: new Date().toISOString(),
      schema: snapshot.schema,
      tables: await copyTables(snapshot, unfinished, options.onProgress),
      facts: await copyFacts(clickhouse, snapshot.cursors, unfinished, options.onProgress),
    }));
    await writeFile(join(unfinished, 'secret-key'), options.secretKey, { mode: 0o600, flush: true });
    const text = `${JSON.stringify(manifest, null, 2)}\n`;
    await writeFile(join(unfinished, 'manifest.json'), text, { mode: 0o600, flush: true });
    await rename(unfinished, folder);
    return manifest;
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    await clickhouse.close();
    await sql.end({ timeout: 5 });
  }
}

async function copyTables(
  snapshot: Snapshot,
  folder: string,
  onProgress: (line: string) => void,
): Promise<BackupManifest['tables']> {
  const tables: BackupManifest['tables'] = [];
  for (const table of snapshot.tables) {
    onProgress(`Copying ${table.table}`);
    const part = await writePart(folder, `issues/${table.table}.gz`, await snapshot.read(table));
    tables.push({ ...part, table: table.table, columns: [...table.columns] });
  }
  return tables;
}

async function copyFacts(
  clickhouse: ClickHouseClient,
  cursors: readonly StoredUpTo[],
  folder: string,
  onProgress: (line: string) => void,
): Promise<BackupManifest['facts']> {
  const facts: BackupManifest['facts'] = [];
  for (const table of FACT_TABLES) {
    let copied = 0;
    for await (const file of inFiles(readRows(clickhouse, table, cursors))) {
      const name = `events/${table}_${String(facts.length).padStart(6, '0')}.gz`;
      const part = await writePart(folder, name, file);
      facts.push({ ...part, table });
      copied += part.rows;
      onProgress(`Copied ${copied} ${table}`);
    }
  }
  return facts;
}

type Pages = AsyncGenerator<{ readonly lines: Buffer; readonly rows: number }>;

/** The lines of pages, as many as a file takes at a time; a file has to be read to its end before the next one. */
async function* inFiles(pages: Pages): AsyncGenerator<AsyncGenerator<Buffer>> {
  let page = await pages.next();
  async function* nextFile(): AsyncGenerator<Buffer> {
    for (let rows = 0; rows < FILE_ROWS && page.done !== true; page = await pages.next()) {
      rows += page.value.rows;
      yield page.value.lines;
    }
  }
  while (page.done !== true) yield nextFile();
}

async function makeFolder(folder: string, unfinished: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const there = await stat(folder).catch(() => null);
  if (there !== null) throw folderExists(`${folder} exists already. Name a folder that does not.`);
  await mkdir(unfinished, { mode: 0o700 }).catch((error: unknown) => {
    throw folderExists(
      `${unfinished} cannot be made: another backup is under way, or one broke off and has to be removed (${describeError(error)}).`,
    );
  });
  for (const part of ['issues', 'events']) await mkdir(join(unfinished, part), { mode: 0o700 });
}

function folderExists(message: string): BugSageError {
  return new BugSageError({ kind: 'conflict', code: 'folder_exists', message });
}
