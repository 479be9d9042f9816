import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', '..');

/** Puts the package into the folder's `node_modules` as it is published. Builds it when it was not. */
export function installBuiltSdk(folder: string): void {
  if (!existsSync(join(PACKAGE, 'dist', 'node.js')))
    execFileSync('pnpm', ['run', 'build'], { cwd: PACKAGE, stdio: 'pipe' });
  const installed = join(folder, 'node_modules', '@bugsage', 'sdk');
  mkdirSync(installed, { recursive: true });
  cpSync(join(PACKAGE, 'dist'), join(installed, 'dist'), { recursive: true });
  const { publishConfig, ...manifest } = JSON.parse(
    readFileSync(join(PACKAGE, 'package.json'), 'utf8'),
  ) as Record<string, object>;
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ ...manifest, ...publishConfig }));
}
