import { randomUUID } from 'node:crypto';
import { assertTransition, FIX_TRANSITIONS, fixSchema, type Fix, type FixStatus } from '@bugsage/core';
import type { FixFilter, FixPatch, FixRequest, FixStore } from '../ports/analysis-store.ts';
import type { Scope } from '../ports/issue-store.ts';
import { readFixLedger } from './fix-ledger.ts';
import { appendToOutbox } from './outbox.ts';
import { guarded, type Queryable, type Sql } from './postgres-client.ts';

type FixRow = { readonly document: unknown };

export function openPostgresFixStore(sql: Sql): FixStore {
  const inTransaction = <Result>(
    action: string,
    run: (transaction: Queryable) => Promise<Result>,
  ): Promise<Result> => guarded(action, async () => (await sql.begin(run)) as Result);
  return {
    request: (given) => inTransaction('request a fix', (transaction) => requestFix(transaction, given)),
    get: (scope, fixId) => inTransaction('read a fix', (transaction) => readFix(transaction, scope, fixId)),
    list: (scope, filter) =>
      inTransaction('list fixes', (transaction) => listFixes(transaction, scope, filter)),
    transition: (fixId, to, patch) =>
      inTransaction('move a fix', (transaction) => changeFix(transaction, fixId, patch ?? {}, to)),
    requestPublication: (fixId, request) =>
      inTransaction('ask for a fix to be published', (transaction) =>
        requestPublication(transaction, fixId, request),
      ),
    awaitingOutcome: (limit) =>
      inTransaction('list applied fixes', async (transaction) => {
        const rows = await transaction<FixRow[]>`
          SELECT document FROM fixes WHERE status = 'applied' AND document->>'outcome' = 'waiting'
          ORDER BY document->>'applied_at', id LIMIT ${limit}`;
        return rows.map((row) => fixSchema.parse(row.document));
      }),
    countPublished: (projectId, since) =>
      inTransaction('count pull requests', async (transaction) => {
        const [row] = await transaction<{ count: number }[]>`
          SELECT count(*)::int AS count FROM fixes WHERE project_id = ${projectId}
          AND document->'publication'->>'kind' IN ('github', 'gitlab')
          AND (document->'publication'->>'requested_at')::timestamptz >= ${new Date(since)}`;
        return row?.count ?? 0;
      }),
    ledger: (scope) =>
      inTransaction('read the ledger of fixes', (transaction) => readFixLedger(transaction, scope)),
    patch: (fixId, patch) =>
      inTransaction('change a fix', (transaction) => changeFix(transaction, fixId, patch)),
  };
}

async function requestFix(sql: Queryable, given: FixRequest): Promise<Fix> {
  const fix = pendingFix(given, new Date().toISOString());
  const inserted = await sql`
    INSERT INTO fixes (id, issue_id, project_id, status, document)
    VALUES (${fix.id}, ${fix.issue_id}, ${fix.project_id}, ${fix.status}, ${JSON.stringify(fix)}::text::jsonb)
    ON CONFLICT (issue_id) WHERE status IN ('pending', 'analyzing', 'generating', 'testing', 'ready') DO NOTHING
    RETURNING id`;
  if (inserted.length === 0) {
    const [open] = await sql<FixRow[]>`
      SELECT document FROM fixes WHERE issue_id = ${fix.issue_id}
      AND status IN ('pending', 'analyzing', 'generating', 'testing', 'ready')`;
    // The open fix ended between the two statements; its successor is a new request.
    return open === undefined ? requestFix(sql, given) : fixSchema.parse(open.document);
  }
  await appendToOutbox(sql, [
    {
      id: `fix.requested:${fix.id}`,
      subject: 'fix.requested',
      payload: { project_id: fix.project_id, issue_id: fix.issue_id, fix_id: fix.id },
    },
  ]);
  return fix;
}

async function readFix(sql: Queryable, scope: Scope, fixId: string): Promise<Fix | null> {
  const [row] = await sql<FixRow[]>`
    SELECT document FROM fixes WHERE id = ${fixId} AND project_id = ANY(${scope.projectIds}::int[])`;
  return row === undefined ? null : fixSchema.parse(row.document);
}

async function listFixes(
  sql: Queryable,
  scope: Scope,
  filter: FixFilter,
): Promise<{ fixes: Fix[]; total: number }> {
  const where = sql`
    WHERE project_id = ANY(${scope.projectIds}::int[])
    ${filter.project_id === undefined ? sql`` : sql`AND project_id = ${filter.project_id}`}
    ${filter.issue_id === undefined ? sql`` : sql`AND issue_id = ${filter.issue_id}`}
    ${filter.status === undefined ? sql`` : sql`AND status = ${filter.status}`}`;
  const rows = await sql<FixRow[]>`
    SELECT document FROM fixes ${where} ORDER BY created_at DESC, id LIMIT ${filter.limit} OFFSET ${filter.skip}`;
  const [count] = await sql<{ total: number }[]>`SELECT count(*) AS total FROM fixes ${where}`;
  return { fixes: rows.map((row) => fixSchema.parse(row.document)), total: count?.total ?? 0 };
}

async function changeFix(
  sql: Queryable,
  fixId: string,
  patch: FixPatch,
  to?: FixStatus,
): Promise<Fix | null> {
  const [row] = await sql<FixRow[]>`SELECT document FROM fixes WHERE id = ${fixId} FOR UPDATE`;
  if (row === undefined) return null;
  const before = fixSchema.parse(row.document);
  if (to !== undefined)
    assertTransition({ machine: 'fix', transitions: FIX_TRANSITIONS, from: before.status, to });
  const fix = fixSchema.parse({
    ...before,
    ...patch,
    status: to ?? before.status,
    updated_at: new Date().toISOString(),
  });
  await sql`
    UPDATE fixes SET status = ${fix.status}, document = ${JSON.stringify(fix)}::text::jsonb, updated_at = now() WHERE id = ${fixId}`;
  if (to === 'ready' || to === 'failed') {
    await appendToOutbox(sql, [
      {
        id: `fix.completed:${fix.id}:${fix.updated_at}`,
        subject: 'fix.completed',
        payload: { project_id: fix.project_id, issue_id: fix.issue_id, fix_id: fix.id },
      },
    ]);
  }
  return fix;
}

async function requestPublication(
  sql: Queryable,
  fixId: string,
  { what, patch }: Parameters<FixStore['requestPublication']>[1],
): Promise<Fix | null> {
  const [row] = await sql<FixRow[]>`SELECT document FROM fixes WHERE id = ${fixId} FOR UPDATE`;
  if (row === undefined) return null;
  const before = fixSchema.parse(row.document);
  const earlier = what === 'apply' ? before.publication : before.revert;
  if (earlier !== null && earlier.state !== 'failed') return before;
  const to = what === 'apply' ? 'applied' : 'rolled_back';
  assertTransition({ machine: 'fix', transitions: FIX_TRANSITIONS, from: before.status, to });
  const fix = await changeFix(sql, fixId, patch);
  if (fix === null) return null;
  const asked = what === 'apply' ? fix.publication : fix.revert;
  await appendToOutbox(sql, [
    {
      id: `fix.${what}_requested:${fix.id}:${asked?.requested_at ?? ''}`,
      subject: what === 'apply' ? 'fix.apply_requested' : 'fix.rollback_requested',
      payload: { project_id: fix.project_id, issue_id: fix.issue_id, fix_id: fix.id },
    },
  ]);
  return fix;
}

function pendingFix(given: FixRequest, now: string): Fix {
  return {
    id: randomUUID(),
    status: 'pending',
    status_reason: null,
    description: '',
    code_diff: '',
    confidence_score: 0,
    quality_score: 0,
    risk_score: 0,
    verification: null,
    applied_at: null,
    applied_by: null,
    reviewed_at: null,
    reviewed_by: null,
    review_approved: null,
    review_notes: null,
    rolled_back_at: null,
    rollback_reason: null,
    publication: null,
    revert: null,
    outcome: null,
    outcome_at: null,
    outcome_reason: null,
    model_version: '',
    metadata: {},
    created_at: now,
    updated_at: now,
    ...given,
  };
}
