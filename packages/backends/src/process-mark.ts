import { readFile } from 'node:fs/promises';

/** `<pid>-<start>`: names what belongs to one process, so that what a dead one left can be told. */
export async function ownMark(): Promise<string> {
  return `${process.pid}-${await startOf(process.pid)}`;
}

/** Whether the process that a mark names still runs. */
export async function isMarkedRunning(mark: string): Promise<boolean> {
  const [pid = '', start = ''] = mark.split('-');
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return (await startOf(Number(pid))) === start;
}

/** Clock ticks from boot to the start of a process; process ids alone repeat, in containers at every start. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}
