import { randomUUID } from 'node:crypto';
import { ALERT_LIMITS, BugSageError, type AlertRule } from '@bugsage/core';
import type { AlertRuleStore, RuleDraft } from '../../ports/alert-store.ts';
import { guarded, type Queryable, type Sql } from '../postgres-client.ts';

export type RuleRow = Omit<AlertRule, 'created_at'> & { readonly created_at: Date };

export function openPostgresRuleStore(sql: Sql): AlertRuleStore {
  return {
    list: (projectId) =>
      guarded('list alert rules', async () => {
        const rows = await sql<RuleRow[]>`
          SELECT * FROM alert_rules WHERE project_id = ${projectId} ORDER BY created_at, id`;
        return rows.map(ruleFromRow);
      }),
    get: (projectId, ruleId) =>
      guarded('read an alert rule', async () => {
        const [row] = await sql<RuleRow[]>`
          SELECT * FROM alert_rules WHERE id = ${ruleId} AND project_id = ${projectId}`;
        return row === undefined ? null : ruleFromRow(row);
      }),
    create: (draft) =>
      guarded('create an alert rule', async () =>
        sql.begin(async (transaction) => {
          await checkRule(transaction, draft);
          const [row] = await transaction<RuleRow[]>`
            INSERT INTO alert_rules ${transaction({ id: randomUUID(), ...columnsOf(transaction, draft) })} RETURNING *`;
          if (row === undefined) throw new Error('An inserted rule came back without its row.');
          return ruleFromRow(row);
        }),
      ),
    replace: (ruleId, draft) =>
      guarded('change an alert rule', async () =>
        sql.begin(async (transaction) => {
          await checkChannels(transaction, draft);
          const [row] = await transaction<RuleRow[]>`
            UPDATE alert_rules SET ${transaction(columnsOf(transaction, draft))}
            WHERE id = ${ruleId} AND project_id = ${draft.project_id} RETURNING *`;
          return row === undefined ? null : ruleFromRow(row);
        }),
      ),
    remove: (projectId, ruleId) =>
      guarded('delete an alert rule', async () => {
        const rows = await sql`
          DELETE FROM alert_rules WHERE id = ${ruleId} AND project_id = ${projectId} RETURNING id`;
        return rows.length > 0;
      }),
    waitingFor: (trigger) =>
      guarded('list alert rules', async () => {
        const rows = await sql<RuleRow[]>`
          SELECT * FROM alert_rules WHERE enabled AND ${trigger} = ANY(triggers) ORDER BY created_at, id`;
        return rows.map(ruleFromRow);
      }),
  };
}

export function ruleFromRow(row: RuleRow): AlertRule {
  return { ...row, created_at: row.created_at.toISOString() };
}

function columnsOf(sql: Queryable, draft: RuleDraft) {
  return {
    ...draft,
    triggers: [...draft.triggers],
    channel_ids: [...draft.channel_ids],
    threshold: draft.threshold === null ? null : sql.json(draft.threshold),
    velocity: draft.velocity === null ? null : sql.json(draft.velocity),
    quiet_hours: draft.quiet_hours === null ? null : sql.json(draft.quiet_hours),
  };
}

async function checkRule(sql: Queryable, draft: RuleDraft): Promise<void> {
  await checkChannels(sql, draft);
  // The row lock makes two requests at once count one after the other.
  await sql`SELECT 1 FROM projects WHERE id = ${draft.project_id} FOR UPDATE`;
  const [count] = await sql<{ rules: number }[]>`
    SELECT count(*) AS rules FROM alert_rules WHERE project_id = ${draft.project_id}`;
  if ((count?.rules ?? 0) < ALERT_LIMITS.rulesPerProjectMax) return;
  throw new BugSageError({
    kind: 'conflict',
    code: 'too_many_rules',
    message: `A project can have ${ALERT_LIMITS.rulesPerProjectMax} alert rules. Delete one first.`,
  });
}

async function checkChannels(sql: Queryable, draft: RuleDraft): Promise<void> {
  const known = await sql<{ id: string }[]>`
    SELECT id FROM channels WHERE project_id = ${draft.project_id} AND id = ANY(${[...draft.channel_ids]}::uuid[])`;
  const missing = draft.channel_ids.filter((id) => !known.some((row) => row.id === id));
  if (missing.length === 0) return;
  throw new BugSageError({
    kind: 'not_found',
    code: 'channel_not_found',
    message: 'The project has no channel with this id.',
  });
}
