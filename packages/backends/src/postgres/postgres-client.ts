import postgres, { type Sql, type TransactionSql } from 'postgres';
import { BugSageError, describeError } from '@bugsage/core';
import { socketsWithDeadline } from './answer-deadline.ts';

export type { PendingQuery, Row, Sql } from 'postgres';
/** A pool or a transaction of it. */
export type Queryable = Sql | TransactionSql;

/** A statement that takes longer is stuck. */
const STATEMENT_TIMEOUT_MS = 30_000;
/** The server's own bound comes first; this one is for a server that hangs as a whole. */
const ANSWER_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 5_000;

export function openPostgres(
  url: string,
  options: { connectionsMax: number; answerTimeoutMs?: number },
): Sql {
  // The driver takes `socket`, its types do not know it.
  const sockets: object = { socket: socketsWithDeadline(options.answerTimeoutMs ?? ANSWER_TIMEOUT_MS) };
  return postgres(url, {
    ...sockets,
    max: options.connectionsMax,
    connect_timeout: 10,
    idle_timeout: 300,
    onnotice: () => undefined,
    connection: { application_name: 'bugsage', statement_timeout: STATEMENT_TIMEOUT_MS, TimeZone: 'UTC' },
    types: {
      // Counts fit a double; strings would leak into every sum.
      bigint: { to: 20, from: [20], serialize: String, parse: Number },
    },
  });
}

/** SQLSTATE classes of the data: 22 data exception, 23 constraint violation. The same rows will fail again. */
export function postgresFailure(action: string, cause: unknown): BugSageError {
  if (cause instanceof BugSageError) return cause;
  const state = (cause as { code?: unknown } | null)?.code;
  const isDataError = typeof state === 'string' && /^2[23][0-9A-Z]{3}$/.test(state);
  return new BugSageError({
    kind: isDataError ? 'invalid_input' : 'unavailable',
    code: isDataError ? 'postgres_refused' : 'postgres_unavailable',
    message: `Postgres could not ${action}: ${describeError(cause)}`,
    cause,
  });
}

/** Runs a store's call and gives its failures the words of `postgresFailure`. */
export async function guarded<Result>(action: string, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    throw postgresFailure(action, error);
  }
}
