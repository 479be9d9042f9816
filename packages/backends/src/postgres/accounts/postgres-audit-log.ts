import type { AuditEntry, AuditLog } from '../../ports/audit-log.ts';
import { guarded, type Sql } from '../postgres-client.ts';

export function openPostgresAuditLog(sql: Sql): AuditLog {
  return {
    record: (entry) =>
      guarded('write the audit log', async () => {
        await sql`INSERT INTO audit_log (organization_id, user_id, actor, action, target, details, address, request_id)
          VALUES (${entry.organization_id}, ${entry.user_id}, ${entry.actor}, ${entry.action}, ${entry.target},
            ${JSON.stringify(entry.details)}::text::jsonb, ${entry.address}, ${entry.request_id})`;
      }),
    list: (organizationId, { before, limit }) =>
      guarded('read the audit log', async () => {
        const rows = await sql<(Omit<AuditEntry, 'created_at'> & { created_at: Date })[]>`
          SELECT id, organization_id, user_id, actor, action, target, details, address, request_id, created_at
          FROM audit_log
          WHERE (organization_id = ${organizationId} OR (organization_id IS NULL AND user_id IN (
              SELECT user_id FROM members WHERE organization_id = ${organizationId})))
            AND ${before === undefined ? sql`true` : sql`id < ${before}`}
          ORDER BY id DESC LIMIT ${limit}`;
        return rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() }));
      }),
    sweep: (days) =>
      guarded('clean the audit log up', () =>
        sql.begin(async (transaction) => {
          await transaction`SET LOCAL bugsage.audit_cleanup = 'on'`;
          const { count } = await transaction`
            DELETE FROM audit_log WHERE created_at < now() - make_interval(days => ${Math.max(30, days)})`;
          return count;
        }),
      ),
  };
}
