import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Pinned: the newest the Go proxy has; a later one may change the script's API. */
const MODULE = 'go.k6.io/k6@v1.8.1';
const FOLDER = join(homedir(), '.cache', 'bugsage', 'k6-1.8.1');

/** The k6 of the PATH, or one that Go builds once. Throws with what to install when there is neither. */
export function findK6(): string {
  if (runs('k6', ['version'])) return 'k6';
  const built = join(FOLDER, 'k6');
  if (existsSync(built)) return built;
  if (!runs('go', ['version']))
    throw new Error(
      'There is no k6 on the PATH and no Go to build it: https://grafana.com/docs/k6/latest/set-up/install-k6/',
    );
  process.stdout.write(`Building ${MODULE} (once, some minutes)\n`);
  const build = spawnSync('go', ['install', MODULE], {
    stdio: 'inherit',
    env: { ...process.env, GOBIN: FOLDER },
  });
  if (build.status !== 0) throw new Error(`go install ${MODULE} failed.`);
  return built;
}

function runs(command: string, parameters: readonly string[]): boolean {
  return spawnSync(command, parameters).status === 0;
}
