import { randomUUID } from 'node:crypto';
import { SEVERITY_OF_LEVEL, windowAt, type PlacedEvent } from '@bugsage/core';
import { appendToOutbox } from '../outbox.ts';
import type { Queryable } from '../postgres-client.ts';

export type AssignedEvents = {
  /** Issue id and event, in the order given. */
  readonly events: readonly { readonly issueId: string; readonly placed: PlacedEvent }[];
  readonly created: readonly string[];
};

/**
 * Finds the issue of each event by any of its fingerprints, and opens issues for the rest. Opening takes the project's
 * row lock first and looks again, so that two collectors that see a new error at once agree on one issue.
 */
export async function assignIssues(sql: Queryable, events: readonly PlacedEvent[]): Promise<AssignedEvents> {
  const ledger = await readLedger(sql, events);
  const unknown = events.filter((placed) => issueOf(ledger, placed) === undefined);
  const created: string[] = [];
  for (const [projectId, ofProject] of groupByProject(unknown)) {
    const [project] = await sql<{ issue_count: number; minute: number; count: number }[]>`
      SELECT issue_count, new_issues_minute AS minute, new_issues_count AS count
      FROM projects WHERE id = ${projectId} FOR UPDATE`;
    if (project === undefined) throw new Error(`Project ${projectId} of an accepted event does not exist.`);
    for (const [key, issueId] of await readLedger(sql, ofProject)) ledger.set(key, issueId);
    let number = project.issue_count;
    let window = { minute: project.minute, count: project.count };
    for (const placed of ofProject) {
      if (issueOf(ledger, placed) !== undefined) continue;
      const issueId = randomUUID();
      number += 1;
      window = windowAt(window, placed.event.received_at);
      window = { ...window, count: window.count + 1 };
      await openIssue(sql, issueId, number, placed);
      for (const key of ledgerKeys(placed)) if (!ledger.has(key)) ledger.set(key, issueId);
      created.push(issueId);
    }
    await sql`
      UPDATE projects SET issue_count = ${number}, new_issues_minute = ${window.minute}, new_issues_count = ${window.count}
      WHERE id = ${projectId}`;
    await appendToOutbox(
      sql,
      created.map((issueId) => ({
        id: `issue.created:${issueId}`,
        subject: 'issue.created',
        payload: { project_id: projectId, issue_id: issueId },
      })),
    );
  }
  const assigned = events.map((placed) => ({ issueId: issueOf(ledger, placed) ?? '', placed }));
  await extendLedger(sql, assigned);
  return { events: assigned, created };
}

type Ledger = Map<string, string>;

function issueOf(ledger: Ledger, placed: PlacedEvent): string | undefined {
  for (const key of ledgerKeys(placed)) {
    const issueId = ledger.get(key);
    if (issueId !== undefined) return issueId;
  }
  return undefined;
}

function ledgerKeys({ event, grouping }: PlacedEvent): string[] {
  return [grouping.fingerprint, ...grouping.alternatives].map(
    (fingerprint) => `${event.project_id}:${fingerprint}`,
  );
}

async function readLedger(sql: Queryable, events: readonly PlacedEvent[]): Promise<Ledger> {
  const keys = events.flatMap(({ event, grouping }) =>
    [grouping.fingerprint, ...grouping.alternatives].map((fingerprint) => ({
      projectId: event.project_id,
      fingerprint,
    })),
  );
  const rows = await sql<{ project_id: number; fingerprint: string; issue_id: string }[]>`
    SELECT project_id, fingerprint, issue_id FROM issue_fingerprints WHERE (project_id, fingerprint) IN (
      SELECT * FROM unnest(${keys.map((key) => key.projectId)}::int[], ${keys.map((key) => key.fingerprint)}::text[]))`;
  return new Map(rows.map((row) => [`${row.project_id}:${row.fingerprint}`, row.issue_id]));
}

async function openIssue(
  sql: Queryable,
  issueId: string,
  number: number,
  placed: PlacedEvent,
): Promise<void> {
  const { event, grouping } = placed;
  const seen = new Date(event.occurred_at);
  await sql`
    INSERT INTO issues (id, number, project_id, title, type, value, culprit, severity, source, platform, tags, category,
      first_seen, last_seen, first_release, last_release, last_environment)
    VALUES (${issueId}, ${number}, ${event.project_id}, ${grouping.title}, ${grouping.type}, ${grouping.value},
      ${grouping.culprit}, ${SEVERITY_OF_LEVEL[event.level]}, ${event.source}, ${event.platform},
      ${JSON.stringify(Object.fromEntries(event.tags))}::text::jsonb, ${event.exceptions.length > 0 ? 'error' : 'message'},
      ${seen}, ${seen}, ${event.release}, ${event.release}, ${event.environment})`;
}

/** Links every fingerprint of the batch to its issue; links that exist stay as they are. */
async function extendLedger(sql: Queryable, assigned: AssignedEvents['events']): Promise<void> {
  const links = new Map<
    string,
    { projectId: number; fingerprint: string; issueId: string; version: string }
  >();
  for (const { issueId, placed } of assigned) {
    for (const fingerprint of [placed.grouping.fingerprint, ...placed.grouping.alternatives]) {
      const projectId = placed.event.project_id;
      links.set(`${projectId}:${fingerprint}`, {
        projectId,
        fingerprint,
        issueId,
        version: placed.grouping.version,
      });
    }
  }
  const rows = [...links.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link);
  await sql`
    INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, version)
    SELECT * FROM unnest(
      ${rows.map((row) => row.projectId)}::int[], ${rows.map((row) => row.fingerprint)}::text[],
      ${rows.map((row) => row.issueId)}::uuid[], ${rows.map((row) => row.version)}::text[])
    ON CONFLICT DO NOTHING`;
}

function groupByProject(events: readonly PlacedEvent[]): [number, PlacedEvent[]][] {
  const projects = new Map<number, PlacedEvent[]>();
  for (const placed of events) {
    const list = projects.get(placed.event.project_id) ?? [];
    list.push(placed);
    projects.set(placed.event.project_id, list);
  }
  // One order for all collectors: row locks taken in different orders would deadlock.
  return [...projects].toSorted(([a], [b]) => a - b);
}
