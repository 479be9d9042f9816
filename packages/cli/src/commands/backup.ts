import { backUp, openEngines, restore, type BackupManifest } from '@bugsage/backends';
import { readConfiguration } from '@bugsage/core';
import { readEnvironment } from './environment.ts';

type Output = { readonly json?: boolean };

/** `bugsage backup <folder>`: works beside a running server, on its engines. */
export async function backup(folder: string, output: Output): Promise<void> {
  const engines = await openEngines({
    configuration: readConfiguration(readEnvironment()),
    mode: 'attach',
    onProgress,
    onEngineEnded: onProgress,
    onFailure: onProgress,
  });
  const manifest = await backUp({ engines, secretKey: engines.secretKey, folder, onProgress });
  say(
    manifest,
    output,
    `Backed up ${counts(manifest)} into ${folder}. It holds the key that opens stored credentials: keep it as you keep passwords.`,
  );
}

/** `bugsage restore <folder>`: starts the engines for itself, and ends with them. */
export async function restoreBackup(folder: string, output: Output): Promise<void> {
  const configuration = readConfiguration(readEnvironment());
  const manifest = await restore({ folder, configuration, onProgress });
  say(
    manifest,
    output,
    `Restored ${counts(manifest)} of ${manifest.taken_at}. "bugsage up" starts with them; logins and DSNs are those of the backup.`,
  );
}

function counts(manifest: BackupManifest): string {
  const total = (parts: readonly { readonly rows: number }[]): number =>
    parts.reduce((sum, { rows }) => sum + rows, 0);
  const events = manifest.facts.filter(({ table }) => table === 'events');
  return `${total(events)} events and ${total(manifest.tables)} rows of ${manifest.tables.length} tables`;
}

function say(manifest: BackupManifest, output: Output, text: string): void {
  process.stdout.write(`${output.json === true ? JSON.stringify(manifest) : text}\n`);
}

/** Beside the result, so that scripts can read that alone. */
function onProgress(line: string): void {
  process.stderr.write(`${line}\n`);
}
