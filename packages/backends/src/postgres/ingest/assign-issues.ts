import { randomUUID } from 'node:crypto';
import { SEVERITY_OF_LEVEL, windowAt, type CountedEvent } from '@bugsage/core';
import { appendToLedger, type NewLedgerEntry } from '../grouping/ledger.ts';
import { ids, numbers } from '../array-literal.ts';
import { appendToOutbox } from '../outbox.ts';
import type { Queryable } from '../postgres-client.ts';
import { fingerprintKeys } from './fingerprint-keys.ts';

export type AssignedEvents = {
  /** Issue id and event, in the order given. */
  readonly events: readonly { readonly issueId: string; readonly placed: CountedEvent }[];
  readonly created: readonly string[];
};

/**
 * Finds the issue of each event by any of its fingerprints, and opens issues for the rest. Opening takes the project's
 * row lock first and looks again, so that two collectors that see a new error at once agree on one issue.
 */
export async function assignIssues(sql: Queryable, events: readonly CountedEvent[]): Promise<AssignedEvents> {
  const ledger = await readLedger(sql, events);
  const unknown = events.filter((placed) => issueOf(ledger, placed) === undefined);
  const created: string[] = [];
  for (const [projectId, ofProject] of groupByProject(unknown)) {
    const [project] = await sql<{ issue_count: number; minute: number; count: number }[]>`
      SELECT issue_count, new_issues_minute AS minute, new_issues_count AS count
      FROM projects WHERE id = ${projectId} FOR UPDATE`;
    if (project === undefined) throw new Error(`Project ${projectId} of an accepted event does not exist.`);
    for (const [key, link] of await readLedger(sql, ofProject)) ledger.set(key, link);
    let number = project.issue_count;
    let window = { minute: project.minute, count: project.count };
    const opened: string[] = [];
    for (const placed of ofProject) {
      if (issueOf(ledger, placed) !== undefined) continue;
      const issueId = randomUUID();
      number += 1;
      window = windowAt(window, placed.event.received_at);
      window = { ...window, count: window.count + 1 };
      await openIssue(sql, issueId, number, placed);
      const link = { issueId, originId: issueId };
      for (const key of ledgerKeys(placed)) if (!ledger.has(key)) ledger.set(key, link);
      opened.push(issueId);
    }
    await sql`
      UPDATE projects SET issue_count = ${number}, new_issues_minute = ${window.minute}, new_issues_count = ${window.count}
      WHERE id = ${projectId}`;
    await appendToOutbox(
      sql,
      opened.map((issueId) => ({
        id: `issue.created:${issueId}`,
        subject: 'issue.created',
        payload: { project_id: projectId, issue_id: issueId },
      })),
    );
    created.push(...opened);
  }
  await extendLedger(sql, ledger, events, new Set(created));
  return { events: events.map((placed) => ({ issueId: issueOfStored(ledger, placed), placed })), created };
}

/** Where a fingerprint leads, and the issue it was first given to; they differ when that one was merged. */
type Link = { readonly issueId: string; readonly originId: string };
type Ledger = Map<string, Link>;

function issueOf(ledger: Ledger, placed: CountedEvent): Link | undefined {
  for (const key of ledgerKeys(placed)) {
    const link = ledger.get(key);
    if (link !== undefined) return link;
  }
  return undefined;
}

/** The issue of the fingerprint the event is stored under: numbers are added up by fingerprint. */
function issueOfStored(ledger: Ledger, { event, grouping }: CountedEvent): string {
  const link = ledger.get(`${event.project_id}:${grouping.fingerprint}`);
  if (link === undefined) throw new Error(`Fingerprint ${grouping.fingerprint} was given no issue.`);
  return link.issueId;
}

function ledgerKeys({ event, grouping }: CountedEvent): string[] {
  return [grouping.fingerprint, ...grouping.alternatives].map(
    (fingerprint) => `${event.project_id}:${fingerprint}`,
  );
}

async function readLedger(sql: Queryable, events: readonly CountedEvent[]): Promise<Ledger> {
  const keys = fingerprintKeys(events);
  const rows = await sql<
    { project_id: number; fingerprint: string; issue_id: string; origin_issue_id: string }[]
  >`
    SELECT project_id, fingerprint, issue_id, origin_issue_id FROM issue_fingerprints WHERE (project_id, fingerprint) IN (
      SELECT * FROM unnest(${numbers(keys.map((key) => key.projectId))}::int[], ${ids(keys.map((key) => key.fingerprint))}::text[]))`;
  return new Map(
    rows.map((row) => [
      `${row.project_id}:${row.fingerprint}`,
      { issueId: row.issue_id, originId: row.origin_issue_id },
    ]),
  );
}

async function openIssue(
  sql: Queryable,
  issueId: string,
  number: number,
  placed: CountedEvent,
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

type NewLink = Link & {
  readonly projectId: number;
  readonly fingerprint: string;
  readonly grouping: CountedEvent['grouping'];
};

/** Links every fingerprint of the batch that has no issue yet; links that exist stay as they are. */
async function extendLedger(
  sql: Queryable,
  ledger: Ledger,
  events: readonly CountedEvent[],
  created: ReadonlySet<string>,
): Promise<void> {
  const links = new Map<string, NewLink>();
  for (const placed of events) {
    const link = issueOf(ledger, placed);
    if (link === undefined) continue;
    const { event, grouping } = placed;
    for (const fingerprint of [grouping.fingerprint, ...grouping.alternatives]) {
      const key = `${event.project_id}:${fingerprint}`;
      // A fingerprint that opens an issue in this batch is in the ledger of the batch, not in the table.
      if (ledger.has(key) && !created.has(ledger.get(key)?.issueId ?? '')) continue;
      const known = ledger.get(key) ?? link;
      ledger.set(key, known);
      if (!links.has(key)) links.set(key, { ...known, projectId: event.project_id, fingerprint, grouping });
    }
  }
  const rows = [...links.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, link]) => link);
  const inserted = await insertLinks(sql, rows);
  const lost = rows.filter(({ projectId, fingerprint }) => !inserted.has(`${projectId}:${fingerprint}`));
  // Another collector linked them since they were looked up.
  if (lost.length > 0) for (const [key, link] of await readLedger(sql, events)) ledger.set(key, link);
}

async function insertLinks(sql: Queryable, rows: readonly NewLink[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const inserted = await sql<{ project_id: number; fingerprint: string }[]>`
    INSERT INTO issue_fingerprints (project_id, fingerprint, issue_id, origin_issue_id, version, title, culprit)
    SELECT * FROM unnest(
      ${rows.map((row) => row.projectId)}::int[], ${rows.map((row) => row.fingerprint)}::text[],
      ${rows.map((row) => row.issueId)}::uuid[], ${rows.map((row) => row.originId)}::uuid[],
      ${rows.map((row) => row.grouping.version)}::text[], ${rows.map((row) => row.grouping.title)}::text[],
      ${rows.map((row) => row.grouping.culprit)}::text[])
    ON CONFLICT DO NOTHING RETURNING project_id, fingerprint`;
  const keys = new Set(inserted.map((row) => `${row.project_id}:${row.fingerprint}`));
  const fresh = rows.filter(({ projectId, fingerprint }) => keys.has(`${projectId}:${fingerprint}`));
  await appendToLedger(sql, fresh.map(assignment));
  return keys;
}

function assignment({ projectId, fingerprint, issueId, grouping }: NewLink): NewLedgerEntry {
  const isAlternative = fingerprint !== grouping.fingerprint;
  return {
    projectId,
    actor: 'fingerprint',
    action: 'assigned',
    fingerprint,
    toIssue: issueId,
    reason: isAlternative
      ? 'another fingerprint of an event of this issue'
      : 'the fingerprint of the event that was seen first',
    details: { version: grouping.version, title: grouping.title },
  };
}

function groupByProject(events: readonly CountedEvent[]): [number, CountedEvent[]][] {
  const projects = new Map<number, CountedEvent[]>();
  for (const placed of events) {
    const list = projects.get(placed.event.project_id) ?? [];
    list.push(placed);
    projects.set(placed.event.project_id, list);
  }
  // One order for all collectors: row locks taken in different orders would deadlock.
  return [...projects].toSorted(([a], [b]) => a - b);
}
