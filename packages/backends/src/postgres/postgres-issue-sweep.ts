import type { IssueSweep, WatchedIssue } from '../ports/issue-sweep.ts';
import { guarded, type Queryable, type Sql } from './postgres-client.ts';

/** Any number; processes that sweep at the same time skip theirs here. */
const SWEEP_LOCK = 7_316_403;
const ACTOR = 'bugsage';

export function openPostgresIssueSweep(sql: Sql): IssueSweep {
  const asBugSage = <Result>(action: string, run: (transaction: Queryable) => Promise<Result>) =>
    guarded(action, () =>
      sql.begin(async (transaction) => {
        await transaction`SELECT set_config('bugsage.actor', ${ACTOR}, true)`;
        return run(transaction);
      }),
    ) as Promise<Result>;
  return {
    reopenIgnored: () =>
      asBugSage('reopen ignored issues', async (transaction) => {
        const rows = await transaction`
          UPDATE issues SET ${reopened(transaction, 'ongoing')} WHERE status = 'ignored' AND (
            ignored_until <= now()
            OR (NOT ignored_while ? 'minutes' AND event_count - ignored_events >= (ignored_while->>'events')::bigint)
            OR users_affected - ignored_users >= (ignored_while->>'users')::bigint) RETURNING id`;
        return rows.length;
      }),
    resolveSilent: () =>
      asBugSage('resolve silent issues', async (transaction) => {
        const rows = await transaction`
          UPDATE issues SET status = 'resolved', resolution = 'now', resolved_at = now(), resolved_by = ${ACTOR},
            updated_at = now()
          FROM projects WHERE projects.id = issues.project_id AND auto_resolve_days IS NOT NULL AND status = 'detected'
            AND merged_into IS NULL AND last_seen < now() - make_interval(days => auto_resolve_days) RETURNING issues.id`;
        return rows.length;
      }),
    watched: (since, limit) => guarded('list issues to watch', () => watched(sql, since, limit)),
    escalate: (issueId) =>
      asBugSage('mark an issue as escalating', async (transaction) => {
        await transaction`
          UPDATE issues SET ${reopened(transaction, 'escalating')}
          WHERE id = ${issueId} AND status IN ('detected', 'ignored') AND substatus <> 'escalating'`;
      }),
    reopen: (issueId) =>
      asBugSage('reopen an ignored issue', async (transaction) => {
        await transaction`
          UPDATE issues SET ${reopened(transaction, 'ongoing')} WHERE id = ${issueId} AND status = 'ignored'`;
      }),
    exclusively: (run) =>
      guarded('sweep issues', () =>
        sql.begin(async (transaction) => {
          const [lock] = await transaction<{ taken: boolean }[]>`
            SELECT pg_try_advisory_xact_lock(${SWEEP_LOCK}) AS taken`;
          if (lock?.taken !== true) return false;
          await run();
          return true;
        }),
      ) as Promise<boolean>,
  };
}

function reopened(sql: Queryable, substatus: 'ongoing' | 'escalating') {
  return sql`status = 'detected', substatus = ${substatus}, ignored_until = NULL, ignored_while = NULL,
    ignored_events = NULL, ignored_users = NULL, updated_at = now()`;
}

type WatchedRow = Omit<WatchedIssue, 'window' | 'ignored_at'> & {
  readonly ignored_while: { events?: number; minutes?: number } | null;
  readonly ignored_at: Date | null;
};

async function watched(sql: Sql, since: Date, limit: number): Promise<WatchedIssue[]> {
  const rows = await sql<WatchedRow[]>`
    SELECT id, project_id, status, ignored_while,
      (SELECT array_agg(fingerprint) FROM issue_fingerprints WHERE issue_id = issues.id) AS fingerprints,
      CASE status WHEN 'ignored' THEN (SELECT max(at) FROM activity WHERE issue_id = issues.id
        AND kind = 'status' AND data->>'to' = 'ignored') END AS ignored_at
    FROM issues WHERE merged_into IS NULL AND last_seen >= ${since} AND (
      (status = 'detected' AND substatus <> 'escalating')
      OR (status = 'ignored' AND (ignored_while ? 'escalating' OR ignored_while ? 'minutes')))
    ORDER BY last_seen DESC LIMIT ${limit}`;
  return rows.map(({ ignored_while: rule, ignored_at, ...row }) => ({
    ...row,
    fingerprints: row.fingerprints ?? [],
    window:
      rule?.events === undefined || rule.minutes === undefined
        ? null
        : { events: rule.events, minutes: rule.minutes },
    ignored_at: ignored_at?.getTime() ?? null,
  }));
}
