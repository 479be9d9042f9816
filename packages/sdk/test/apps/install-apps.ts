import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

import { installBuiltSdk } from '../support/install-built-sdk.ts';

const CACHE = process.env['BUGSAGE_RUNTIMES'] ?? join(homedir(), '.cache', 'bugsage', 'runtimes');
const INSTALL_TIMEOUT_MS = 240_000;

/**
 * A copy of one of the applications beside this file, with the built SDK and its framework installed. Frameworks are
 * pinned by a lock file of their own and fetched once, because `npm start` must not wait for half a gigabyte of Next.js.
 */
export function installApp(name: 'lambda' | 'workers' | 'next' | 'sveltekit'): {
  folder: string;
  remove: () => void;
} {
  // Inside the folder of the frameworks: bundlers look upwards, and Turbopack takes nothing from elsewhere.
  const folder = mkdtempSync(join(installFrameworks(), `${name}-`));
  cpSync(join(import.meta.dirname, name), folder, { recursive: true });
  installBuiltSdk(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function installFrameworks(): string {
  const lock = readFileSync(join(import.meta.dirname, 'package-lock.json'));
  const folder = join(CACHE, `apps-${createHash('sha256').update(lock).digest('hex').slice(0, 16)}`);
  if (!existsSync(folder)) {
    // Under another name until it is whole, so that two runs do not see half of it.
    const partial = `${folder}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    for (const file of ['package.json', 'package-lock.json'])
      cpSync(join(import.meta.dirname, file), join(partial, file));
    execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: partial,
      stdio: 'pipe',
      timeout: INSTALL_TIMEOUT_MS,
    });
    if (existsSync(folder)) rmSync(partial, { recursive: true, force: true });
    else renameSync(partial, folder);
  }
  return folder;
}
