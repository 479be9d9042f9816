import type { GroupingAction, LedgerEntry } from '../../ports/grouping-store.ts';
import type { Queryable } from '../postgres-client.ts';

export type NewLedgerEntry = {
  readonly projectId: number;
  readonly actor: string;
  readonly action: GroupingAction;
  readonly fingerprint?: string;
  readonly fromIssue?: string;
  readonly toIssue?: string;
  readonly reason: string;
  readonly details?: Readonly<Record<string, unknown>>;
};

/** Appends in the transaction of the change it tells of. */
export async function appendToLedger(sql: Queryable, entries: readonly NewLedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    INSERT INTO grouping_ledger (project_id, actor, action, fingerprint, from_issue, to_issue, reason, details)
    SELECT project_id, actor, action, fingerprint, from_issue, to_issue, reason, details::jsonb FROM unnest(
      ${entries.map((entry) => entry.projectId)}::int[], ${entries.map((entry) => entry.actor)}::text[],
      ${entries.map((entry) => entry.action)}::text[], ${entries.map((entry) => entry.fingerprint ?? null)}::text[],
      ${entries.map((entry) => entry.fromIssue ?? null)}::uuid[], ${entries.map((entry) => entry.toIssue ?? null)}::uuid[],
      ${entries.map((entry) => entry.reason)}::text[], ${entries.map((entry) => JSON.stringify(entry.details ?? {}))}::text[]
    ) AS given (project_id, actor, action, fingerprint, from_issue, to_issue, reason, details)`;
}

type LedgerRow = Omit<LedgerEntry, 'at'> & { readonly at: Date };

/** Entries that name one of the issues, newest first. */
export async function readLedgerOf(
  sql: Queryable,
  issueIds: readonly string[],
  limit: number,
): Promise<LedgerEntry[]> {
  const rows = await sql<LedgerRow[]>`
    SELECT id, at, actor, action, fingerprint, from_issue, to_issue, reason, details FROM grouping_ledger
    WHERE from_issue = ANY(${issueIds}::uuid[]) OR to_issue = ANY(${issueIds}::uuid[])
    ORDER BY id DESC LIMIT ${limit}`;
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}
