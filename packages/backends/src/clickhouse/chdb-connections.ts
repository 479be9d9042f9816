import type { Session } from 'chdb';

/** Runs work on a connection that nobody else uses meanwhile, and waits for one in the order of asking. */
export type Connections = <Result>(run: (session: Session) => Promise<Result>) => Promise<Result>;

/**
 * chDB runs the statements of one connection one after the other; those of several connections to the same engine run side by
 * side. How many wait is bounded by the connections that clients open.
 */
export function shareConnections(sessions: readonly Session[]): Connections {
  const free = [...sessions];
  const waiting: ((session: Session) => void)[] = [];
  return async (run) => {
    const session = free.pop() ?? (await new Promise<Session>((resolve) => waiting.push(resolve)));
    try {
      return await run(session);
    } finally {
      const next = waiting.shift();
      if (next === undefined) free.push(session);
      else next(session);
    }
  };
}
