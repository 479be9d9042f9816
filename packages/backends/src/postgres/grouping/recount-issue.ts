import type { Queryable } from '../postgres-client.ts';

/** Sets the numbers of issues to the sum of their fingerprints'. The caller holds the project's grouping lock. */
export async function recountIssues(sql: Queryable, issueIds: readonly string[]): Promise<void> {
  await sql`
    UPDATE issues SET
      event_count = coalesce(sum.events, 0),
      users_affected = coalesce(people.users, 0),
      metadata = CASE WHEN coalesce(sum.sampled, 0) = 0 THEN metadata - 'sampled_events'
        ELSE jsonb_set(metadata, '{sampled_events}', to_jsonb(sum.sampled)) END,
      first_seen = coalesce(sum.first_seen, issues.first_seen),
      last_seen = coalesce(sum.last_seen, issues.last_seen),
      first_release = CASE WHEN sum.events > 0 THEN sum.first_release ELSE issues.first_release END,
      last_release = CASE WHEN sum.events > 0 THEN sum.last_release ELSE issues.last_release END,
      last_environment = CASE WHEN sum.events > 0 THEN sum.last_environment ELSE issues.last_environment END,
      updated_at = now()
    FROM unnest(${issueIds}::uuid[]) AS given (id)
    LEFT JOIN LATERAL (
      SELECT sum(event_count)::bigint AS events, sum(sampled_count)::bigint AS sampled,
        min(first_seen) AS first_seen, max(last_seen) AS last_seen,
        (array_agg(first_release ORDER BY first_seen, fingerprint) FILTER (WHERE first_seen IS NOT NULL))[1] AS first_release,
        (array_agg(last_release ORDER BY last_seen DESC, fingerprint) FILTER (WHERE last_release IS NOT NULL))[1] AS last_release,
        (array_agg(last_environment ORDER BY last_seen DESC, fingerprint) FILTER (WHERE last_environment IS NOT NULL))[1]
          AS last_environment
      FROM issue_fingerprints WHERE issue_id = given.id
    ) sum ON true
    LEFT JOIN LATERAL (
      SELECT count(DISTINCT user_hash) AS users FROM issue_fingerprints
      JOIN fingerprint_users USING (project_id, fingerprint) WHERE issue_id = given.id
    ) people ON true
    WHERE issues.id = given.id`;
}
