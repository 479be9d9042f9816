import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Fault injection reads `/proc`; elsewhere the suites say so and skip. */
export const CAN_FIND_PROCESSES = process.platform === 'linux';

/** The embedded ClickHouse of a server process. */
export async function clickHousePid(serverPid: number): Promise<number> {
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (parent !== serverPid) continue;
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('chdb-server')) return Number(name);
  }
  throw new Error(`Process ${serverPid} has no ClickHouse child.`);
}

/** The postmaster of the embedded Postgres. */
export async function postgresPid(dataDirectory: string): Promise<number> {
  const text = await readFile(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8');
  return Number(text.split('\n')[0]);
}

/**
 * The postmaster and everything it started: all of it hangs, as on a disk that does. The postmaster is held while its
 * children are listed, or it would start one more that nobody holds.
 */
export async function postgresPids(dataDirectory: string): Promise<number[]> {
  const postmaster = await postgresPid(dataDirectory);
  const pids = [postmaster];
  process.kill(postmaster, 'SIGSTOP');
  for (const name of await readdir('/proc')) {
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === postmaster) pids.push(Number(name));
  }
  return pids;
}

/** To each that is still there. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
