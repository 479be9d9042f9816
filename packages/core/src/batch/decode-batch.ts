import { z } from 'zod';

import { isJsonDeeperThan } from '../json-depth.ts';
import { BatchFormatError } from './batch-format-error.ts';
import { type ReadStack, expandEvent } from './expand-event.ts';
import { BATCH_LIMITS } from './limits.ts';
import { type HeaderLine, eventRowSchema, headerSchema, sessionRowSchema } from './line-schemas.ts';
import type { SentryEventJson } from './sentry-event-json.ts';
import { type Tables, createTables, malformed } from './tables.ts';
import type { BatchPlatform, WireSessionCounts } from './types.ts';

/** What one row tells of sessions; its release and environment are those of the header. */
export type DecodedSessions = {
  /** 32 lower-case hex. */
  readonly id: string;
  /** Unix milliseconds of the client's clock. */
  readonly startedAt: number;
  readonly counts: WireSessionCounts;
  readonly user: string | null;
};

export type DecodedBatch = {
  readonly header: {
    readonly version: 1;
    /** Ingest key, 32 lower-case hex; not yet checked against a project. */
    readonly key: string;
    readonly sdk: { readonly name: string; readonly version: string };
    readonly platform: BatchPlatform;
    readonly release: string | null;
    readonly environment: string | null;
  };
  readonly events: readonly SentryEventJson[];
  readonly sessions: readonly DecodedSessions[];
  /** Events the client dropped since its last delivered batch, by reason. */
  readonly lost: { readonly [reason: string]: number };
  /** Rows that were left out, because their kind is unknown or something is wrong with them. */
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
  /** Unix milliseconds of the client's clock. */
  readonly sentAt: number;
};

/**
 * Decodes the compact batch, version 1 (docs/batch-format.md), into event payloads in the shape of Sentry's SDKs.
 * `readStack` reads stacks that travel as text. Throws only `BatchFormatError`, which names the line: `malformed_batch`, `unsupported_batch_version` (the client
 * speaks another version) or `batch_too_large`.
 */
export function decodeBatch(text: string, readStack: ReadStack): DecodedBatch {
  const lines = splitLines(text);
  const header = decodeHeader(lines[0] ?? '');
  const decoded = decodeRows(lines.slice(1), header, readStack);
  return {
    header: {
      version: 1,
      key: header.k,
      sdk: { name: header.sdk[0], version: header.sdk[1] },
      platform: header.p,
      release: header.rel ?? null,
      environment: header.env ?? null,
    },
    ...decoded,
    lost: header.lost,
    sentAt: header.at,
  };
}

function splitLines(text: string): string[] {
  if (text.length > BATCH_LIMITS.batchCharactersMax)
    throw tooLarge(`${text.length} characters exceed the bound of ${BATCH_LIMITS.batchCharactersMax}`);
  const lines = text.split('\n', BATCH_LIMITS.rowsMax + 3);
  while (lines.at(-1) === '') lines.pop();
  if (lines.length > BATCH_LIMITS.rowsMax + 1)
    throw tooLarge(`there are more than ${BATCH_LIMITS.rowsMax} rows`);
  return lines;
}

function tooLarge(problem: string): BatchFormatError {
  return new BatchFormatError({ code: 'batch_too_large', line: 1, problem });
}

function decodeHeader(text: string): HeaderLine {
  const json = parseLine(text, 1);
  const version = typeof json === 'object' && json !== null && 'v' in json ? json.v : undefined;
  if (version !== 1) {
    const problem = `version ${describe(version)} is not supported, this server reads version 1`;
    throw new BatchFormatError({ code: 'unsupported_batch_version', line: 1, problem });
  }
  return check(headerSchema, json, 1);
}

function decodeRows(
  rows: readonly string[],
  header: HeaderLine,
  readStack: ReadStack,
): Pick<DecodedBatch, 'events' | 'sessions' | 'skipped'> {
  const tables = createTables(header);
  const events = new Map<string, SentryEventJson>();
  const sessions: DecodedSessions[] = [];
  const skipped: { line: number; reason: string }[] = [];
  for (const [index, text] of rows.entries()) {
    const line = index + 2;
    const reason = decodeRow(text, { events, sessions, header, tables, line, readStack });
    if (reason) skipped.push({ line, reason });
  }
  return { events: [...events.values()], sessions, skipped };
}

type RowTarget = {
  events: Map<string, SentryEventJson>;
  sessions: DecodedSessions[];
  header: HeaderLine;
  tables: Tables;
  line: number;
  readStack: ReadStack;
};

/**
 * Adds the row to its target; answers a reason when the row is left out. What is wrong with one row costs that row, not
 * the others; only what would take too much memory ends the batch.
 */
function decodeRow(text: string, target: RowTarget): string | undefined {
  try {
    const row = parseLine(text, target.line);
    if (!Array.isArray(row)) return 'it is not an array';
    if (row[0] === 's') {
      target.sessions.push(decodeSessions(row, target.line));
      return undefined;
    }
    if (row[0] !== 'e') return `its kind ${describe(row[0])} is unknown`;
    const checked = check(eventRowSchema, row, target.line);
    if (target.events.has(checked[1])) return 'its event id is already in this batch';
    target.events.set(checked[1], expandEvent(checked, target));
    return undefined;
  } catch (error) {
    if (error instanceof BatchFormatError && error.code === 'malformed_batch') return error.message;
    throw error;
  }
}

function decodeSessions(row: readonly unknown[], line: number): DecodedSessions {
  const [, id, startedAt, told, user] = check(sessionRowSchema, row, line);
  const counts = Object.entries(told).filter(([, count]) => count !== undefined);
  return { id, startedAt, counts: Object.fromEntries(counts), user: user ?? null };
}

function parseLine(text: string, line: number): unknown {
  if (isJsonDeeperThan(text, BATCH_LIMITS.lineDepthMax))
    throw malformed(line, `it is nested deeper than ${BATCH_LIMITS.lineDepthMax} levels`);
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw malformed(line, text === '' ? 'it is empty' : 'it is not JSON', cause);
  }
}

function check<T>(schema: z.ZodType<T>, value: unknown, line: number): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw malformed(line, `${issue?.path.join('.') || 'the row'}: ${clip(issue?.message ?? '')}`, result.error);
}

/** Texts of the client are cut before they enter a message that is logged and answered; nested values could overflow. */
function describe(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `"${clip(String(value))}"` : typeof value;
}

function clip(text: string): string {
  return text.slice(0, 120);
}
