import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ContestantMessage, Usage } from './contestants/report-usage.ts';

export type Contestant = {
  readonly name: string;
  readonly pid: number;
  readonly port: number;
  /** Sends a message and answers with the usage after it was done. */
  ask(message: ContestantMessage): Promise<Usage>;
  /** Resolves when everything acknowledged is stored. */
  settled(): Promise<Usage>;
  stop(): Promise<void>;
};

export async function startContestant(
  name: string,
  file: string,
  arguments_: readonly string[] = [],
): Promise<Contestant> {
  const path = fileURLToPath(new URL(`contestants/${file}`, import.meta.url));
  const child = fork(path, arguments_, { execArgv: ['--disable-warning=ExperimentalWarning'] });
  const { port } = await nextMessage<{ port: number }>(child);
  const ask = (message: ContestantMessage): Promise<Usage> => {
    const answer = nextMessage<Usage>(child);
    child.send(message);
    return answer;
  };
  return {
    name,
    pid: child.pid ?? 0,
    port,
    ask,
    settled: async () => {
      let usage = await ask({ kind: 'usage' });
      while (usage.backlog > 0) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        usage = await ask({ kind: 'usage' });
      }
      return usage;
    },
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.disconnect();
      await ended;
    },
  };
}

function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null): void => reject(new Error(`A contestant ended with code ${code}.`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.off('exit', onExit);
      resolve(message as Message);
    });
  });
}
