import { execFileSync } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROGRAMS } from '../program-run.ts';
import type { RecordedSdk } from './recording.ts';

export type InstalledSdk = { readonly sdk: RecordedSdk; readonly folder: string; remove(): Promise<void> };

/** One SDK in one version beside a copy of the programs, which so import this version under its usual name. */
export async function installSdk(sdk: RecordedSdk): Promise<InstalledSdk> {
  const folder = await mkdtemp(join(tmpdir(), 'bugsage-recording-'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  const flags = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  execFileSync('npm', ['install', ...flags, `${sdk.name}@${sdk.version}`], { cwd: folder, stdio: 'inherit' });
  await cp(PROGRAMS, join(folder, 'program'), { recursive: true });
  return { sdk, folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
