import type { RuleStore, RuleVersion } from '../../ports/rule-store.ts';
import { appendToOutbox } from '../outbox.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';
import { appendToLedger } from './ledger.ts';
import { lockGrouping } from './project-lock.ts';

type RuleRow = Omit<RuleVersion, 'created_at'> & { readonly created_at: Date };
type Change = Parameters<RuleStore['rollBack']>[0];

export function openGroupingRuleStore(sql: Sql): RuleStore {
  return {
    current: (projectId) => guarded('read grouping rules', () => current(sql, projectId)),
    history: (projectId, limit) =>
      guarded('list grouping rules', async () => {
        const rows = await sql<RuleRow[]>`
          SELECT * FROM grouping_rules WHERE project_id = ${projectId} ORDER BY id DESC LIMIT ${limit}`;
        return rows.map(versionFromRow);
      }),
    apply: (change) =>
      guarded('apply grouping rules', () => sql.begin((transaction) => apply(transaction, change))),
    rollBack: (change) =>
      guarded('roll grouping rules back', () => sql.begin((transaction) => rollBack(transaction, change))),
    listActive: () =>
      guarded('list grouping rules', async () => {
        const rows = await sql<(RuleRow & { project_id: number })[]>`
          SELECT grouping_rules.* FROM projects JOIN grouping_rules ON grouping_rules.id = grouping_rules_id`;
        return rows.map((row) => ({ ...versionFromRow(row), project_id: row.project_id }));
      }),
  };
}

async function current(sql: Queryable, projectId: number): Promise<RuleVersion | null> {
  const [row] = await sql<RuleRow[]>`
    SELECT grouping_rules.* FROM projects JOIN grouping_rules ON grouping_rules.id = grouping_rules_id
    WHERE projects.id = ${projectId}`;
  return row === undefined ? null : versionFromRow(row);
}

async function apply(sql: Queryable, change: Parameters<RuleStore['apply']>[0]): Promise<RuleVersion> {
  await lockGrouping(sql, change.projectId);
  const before = await current(sql, change.projectId);
  const [row] = await sql<RuleRow[]>`
    INSERT INTO grouping_rules (project_id, fingerprint_rules, stack_trace_rules, previous_id, created_by, reason)
    VALUES (${change.projectId}, ${change.fingerprint_rules}, ${change.stack_trace_rules}, ${before?.id ?? null},
      ${change.by}, ${change.reason}) RETURNING *`;
  if (row === undefined) throw new Error('The rules were not stored.');
  await activate(sql, change, { action: 'rules_applied', id: row.id, before: before?.id ?? null });
  return versionFromRow(row);
}

async function rollBack(sql: Queryable, change: Change): Promise<{ rules: RuleVersion | null } | null> {
  await lockGrouping(sql, change.projectId);
  const now = await current(sql, change.projectId);
  if (now === null) return null;
  await activate(sql, change, { action: 'rules_rolled_back', id: now.previous_id, before: now.id });
  return { rules: await current(sql, change.projectId) };
}

async function activate(
  sql: Queryable,
  { projectId, by, reason, days }: Change,
  step: { action: 'rules_applied' | 'rules_rolled_back'; id: number | null; before: number | null },
): Promise<void> {
  await sql`UPDATE projects SET grouping_rules_id = ${step.id} WHERE id = ${projectId}`;
  const details = { rules_id: step.id, previous_id: step.before, days };
  await appendToLedger(sql, [{ projectId, actor: by, action: step.action, reason, details }]);
  await appendToOutbox(sql, [
    {
      id: `grouping.rules_changed:${projectId}:${step.before ?? 0}:${step.id ?? 0}:${Date.now()}`,
      subject: 'grouping.rules_changed',
      payload: { project_id: projectId, days, actor: by, reason },
    },
  ]);
}

function versionFromRow(row: RuleRow): RuleVersion {
  const { id, previous_id, fingerprint_rules, stack_trace_rules, created_by, reason } = row;
  const created_at = row.created_at.toISOString();
  return { id, previous_id, fingerprint_rules, stack_trace_rules, created_by, reason, created_at };
}
