import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE_FLAGS } from '@bugsage/core/node-flags';
import type { ContestantMessage, Usage } from './contestants/report-usage.ts';

export type Contestant = {
  readonly name: string;
  /** One, unless it is several servers that share the load. */
  readonly pids: readonly number[];
  readonly ports: readonly number[];
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
  const child = fork(path, arguments_, { execArgv: [...NODE_FLAGS] });
  const { port } = await nextMessage<{ port: number }>(child);
  const ask = (message: ContestantMessage): Promise<Usage> => {
    const answer = nextMessage<Usage>(child);
    child.send(message);
    return answer;
  };
  return {
    name,
    pids: [child.pid ?? 0],
    ports: [port],
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

/** Several servers as one, with the connections spread evenly over their ports, as behind a load balancer. */
export function joinContestants(name: string, parts: readonly Contestant[]): Contestant {
  return {
    name,
    pids: parts.flatMap(({ pids }) => pids),
    ports: parts.flatMap(({ ports }) => ports),
    ask: async (message) => sumOf(await Promise.all(parts.map((part) => part.ask(message)))),
    settled: async () => sumOf(await Promise.all(parts.map((part) => part.settled()))),
    stop: async () => void (await Promise.all(parts.map((part) => part.stop()))),
  };
}

function sumOf(usages: readonly Usage[]): Usage {
  const sum = (read: (usage: Usage) => number): number =>
    usages.reduce((total, usage) => total + read(usage), 0);
  return {
    cpuMicroseconds: sum((usage) => usage.cpuMicroseconds),
    mainThreadCpuMicroseconds: sum((usage) => usage.mainThreadCpuMicroseconds),
    residentBytes: sum((usage) => usage.residentBytes),
    backlog: sum((usage) => usage.backlog),
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
