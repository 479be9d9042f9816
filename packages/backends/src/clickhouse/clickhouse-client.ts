import { ClickHouseError, ClickHouseLogLevel, createClient, type ClickHouseClient } from '@clickhouse/client';
import { BugSageError, describeError } from '@bugsage/core';

export type { ClickHouseClient } from '@clickhouse/client';

/** A query that takes longer is stuck, not slow: the slowest page needs 0.2 s at a million events. */
const REQUEST_TIMEOUT_MS = 30_000;

export function openClickHouse(url: string, requestTimeoutMs: number = REQUEST_TIMEOUT_MS): ClickHouseClient {
  return createClient({
    url,
    request_timeout: requestTimeoutMs,
    max_open_connections: 8,
    // We report failures ourselves, with the batch they belong to.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

/**
 * Data errors: the same rows will fail again, so the batch is bisected. Everything else is availability and retried
 * forever. Numbers are ClickHouse's error codes (reliability: 6, 26, 27, 41, 53, 69, 72, 117, 130, 131, 321).
 */
const DATA_ERROR_CODES = new Set(['6', '26', '27', '38', '41', '53', '69', '72', '117', '130', '131', '321']);

/** Wraps what the client throws: `invalid_input` for data errors, else `unavailable`. */
export function clickHouseFailure(action: string, cause: unknown): BugSageError {
  const isDataError = cause instanceof ClickHouseError && DATA_ERROR_CODES.has(cause.code);
  return new BugSageError({
    kind: isDataError ? 'invalid_input' : 'unavailable',
    code: isDataError ? 'clickhouse_refused' : 'clickhouse_unavailable',
    message: `ClickHouse could not ${action}: ${describeError(cause)}`,
    cause,
  });
}
