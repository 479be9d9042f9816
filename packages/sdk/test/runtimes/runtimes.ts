import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** npm packages that are nothing but a runtime: exact versions, fetched once. */
const PACKAGES: Readonly<Record<string, { package: string; binary: string }>> = {
  'Node 20': { package: 'node@20.20.2', binary: 'node' },
  'Node 22': { package: 'node@22.23.3', binary: 'node' },
  'Node 24': { package: 'node@24.21.0', binary: 'node' },
  'Node 26': { package: 'node@26.10.0', binary: 'node' },
  Bun: { package: 'bun@1.4.5', binary: 'bun' },
  Deno: { package: 'deno@2.9.6', binary: 'deno' },
};

export const RUNTIMES = Object.keys(PACKAGES);

const CACHE = process.env['BUGSAGE_RUNTIMES'] ?? join(homedir(), '.cache', 'bugsage', 'runtimes');
const INSTALL_TIMEOUT_MS = 240_000;

/** Path of a runtime's executable. Fetches it with npm into a folder outside of the repository when it is not there. */
export function findRuntime(name: string): string {
  const wanted = PACKAGES[name];
  if (!wanted) throw new Error(`There is no runtime named ${name}.`);
  const folder = join(CACHE, wanted.package.replace('@', '-'));
  const executable = join(folder, 'node_modules', '.bin', wanted.binary);
  if (!existsSync(executable)) {
    // Under another name until it is whole, so that two runs do not see half of it.
    const partial = `${folder}.${process.pid}`;
    mkdirSync(partial, { recursive: true });
    writeFileSync(join(partial, 'package.json'), '{"private":true}');
    // A runtime is its own install script's download or an optional dependency; both come from npm.
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', wanted.package], {
      cwd: partial,
      stdio: 'pipe',
      timeout: INSTALL_TIMEOUT_MS,
    });
    if (!existsSync(folder)) renameSync(partial, folder);
  }
  return executable;
}
