import type { ModelLedger, ModelSpending } from '../ports/model-ledger.ts';
import { guarded, type Queryable, type Sql } from './postgres-client.ts';

/** First half of an advisory lock; the second is the project. */
const BUDGET_LOCK = 7_316;

export function openPostgresModelLedger(sql: Sql): ModelLedger {
  return {
    reserve: (call) =>
      guarded('reserve the cost of a question', async () => {
        // A storm beyond the budget costs one read each, and no lock.
        if (!(await covers(sql, call))) return null;
        return sql.begin(async (transaction) => {
          await transaction`SELECT pg_advisory_xact_lock(${BUDGET_LOCK}, ${call.projectId})`;
          if (!(await covers(transaction, call))) return null;
          const [row] = await transaction<{ id: string }[]>`
            INSERT INTO model_calls (project_id, issue_id, purpose, model, prompt, tokens, cost_usd)
            VALUES (${call.projectId}, ${call.issueId}, ${call.purpose}, ${call.model}, ${call.prompt},
              ${call.most.tokens}, ${call.most.cost_usd}) RETURNING id`;
          return row?.id ?? null;
        });
      }),
    settle: (id, usage, outcome) =>
      guarded('settle the cost of a question', async () => {
        await sql`
          UPDATE model_calls SET tokens = ${usage.input_tokens + usage.output_tokens}, cost_usd = ${usage.cost_usd ?? 0},
            input_tokens = ${usage.input_tokens}, output_tokens = ${usage.output_tokens},
            estimated = ${usage.estimated}, outcome = ${outcome}
          WHERE id = ${id}`;
      }),
    spent: (projectId, since) => guarded('sum up the cost of questions', () => sumOf(sql, projectId, since)),
  };
}

/** An unknown price costs nothing here; then the tokens are the bound. */
async function covers(
  sql: Queryable,
  { projectId, since, most, budget }: Parameters<ModelLedger['reserve']>[0],
): Promise<boolean> {
  const spent = await sumOf(sql, projectId, since);
  return spent.tokens + most.tokens <= budget.tokens && spent.cost_usd + most.cost_usd <= budget.cost_usd;
}

async function sumOf(sql: Queryable, projectId: number, since: number): Promise<ModelSpending> {
  const [row] = await sql<{ tokens: number; cost: number }[]>`
    SELECT coalesce(sum(tokens), 0)::bigint AS tokens, coalesce(sum(cost_usd), 0) AS cost
    FROM model_calls WHERE project_id = ${projectId} AND created_at >= ${new Date(since)}`;
  return { tokens: row?.tokens ?? 0, cost_usd: row?.cost ?? 0 };
}
