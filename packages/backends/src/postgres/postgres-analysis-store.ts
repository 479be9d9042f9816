import { analysisSchema, type Analysis } from '@bugsage/core';
import type { AnalysisStore } from '../ports/analysis-store.ts';
import { appendToOutbox } from './outbox.ts';
import { guarded, type Sql } from './postgres-client.ts';

type DocumentRow = { readonly document: unknown };

export function openPostgresAnalysisStore(sql: Sql): AnalysisStore {
  return {
    claim: ({ issueId, inputHash, worker, leaseSeconds }) =>
      guarded('claim an analysis', async () => {
        const rows = await sql`
          INSERT INTO analysis_claims (issue_id, input_hash, worker) VALUES (${issueId}, ${inputHash}, ${worker})
          ON CONFLICT (issue_id, input_hash) DO UPDATE SET worker = ${worker}, claimed_at = now()
            WHERE NOT analysis_claims.finished AND analysis_claims.claimed_at < now() - make_interval(secs => ${leaseSeconds})
          RETURNING issue_id`;
        if (rows.length === 1) return 'claimed';
        const [held] = await sql<{ finished: boolean }[]>`
          SELECT finished FROM analysis_claims WHERE issue_id = ${issueId} AND input_hash = ${inputHash}`;
        // A claim that was released between the two statements is free again, a moment from now.
        return held?.finished === true ? 'finished' : 'busy';
      }),
    release: ({ issueId, inputHash }) =>
      guarded('release an analysis', async () => {
        await sql`DELETE FROM analysis_claims WHERE issue_id = ${issueId} AND input_hash = ${inputHash} AND NOT finished`;
      }),
    save: (analysis) => guarded('save an analysis', () => save(sql, analysis)),
    latest: (scope, issueId) =>
      guarded('read an analysis', async () => {
        const rows = await sql<DocumentRow[]>`
          SELECT document FROM analyses WHERE issue_id = ${issueId} AND project_id = ANY(${scope.projectIds}::int[])
          ORDER BY created_at DESC LIMIT 1`;
        return firstAnalysis(rows);
      }),
    findByInput: (issueId, inputHash) =>
      guarded('read an analysis', async () => {
        const rows = await sql<DocumentRow[]>`
          SELECT document FROM analyses WHERE issue_id = ${issueId} AND input_hash = ${inputHash} ORDER BY created_at DESC LIMIT 1`;
        return firstAnalysis(rows);
      }),
  };
}

async function save(sql: Sql, analysis: Analysis): Promise<void> {
  const metadata = analysis.analysis_metadata;
  await sql.begin(async (transaction) => {
    await transaction`
      INSERT INTO analyses (id, issue_id, project_id, input_hash, tokens, cost_usd, document, created_at)
      VALUES (${analysis.id}, ${analysis.issue_id}, ${analysis.project_id}, ${metadata.input_hash},
        ${metadata.input_tokens + metadata.output_tokens}, ${metadata.cost_usd ?? 0},
        ${JSON.stringify(analysis)}::text::jsonb, ${new Date(analysis.created_at)})`;
    await transaction`
      INSERT INTO analysis_claims (issue_id, input_hash, worker, finished)
      VALUES (${analysis.issue_id}, ${metadata.input_hash}, '', true)
      ON CONFLICT (issue_id, input_hash) DO UPDATE SET finished = true`;
    await transaction`
      UPDATE issues SET analysis_confidence = ${analysis.confidence_score}, updated_at = now(),
        status = CASE status WHEN 'analyzing' THEN 'detected' ELSE status END
      WHERE id = ${analysis.issue_id}`;
    await appendToOutbox(transaction, [
      {
        id: `analysis.completed:${analysis.id}`,
        subject: 'analysis.completed',
        payload: { project_id: analysis.project_id, issue_id: analysis.issue_id, analysis_id: analysis.id },
      },
    ]);
  });
}

function firstAnalysis(rows: readonly DocumentRow[]): Analysis | null {
  return rows[0] === undefined ? null : analysisSchema.parse(rows[0].document);
}
