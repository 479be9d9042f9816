import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IngestStore } from '@bugsage/backends';
import { BugSageError, type JsonObject, type ReceivedEvent } from '@bugsage/core';
import { fingerprint } from '@bugsage/fingerprint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestBackends, type TestBackends } from '../../packages/backends/src/testing/test-backends.ts';
import { openJournal, type Journal } from '../src/journal/index.ts';
import { createIssueLimits } from '../src/limit/index.ts';
import { normalize } from '../src/normalize/index.ts';
import { createOutcomeCounter } from '../src/outcomes/outcome-counter.ts';
import { encodeRecord } from '../src/store/decode-records.ts';
import { createWriter, type Writer } from '../src/store/writer.ts';

let engines: TestBackends;
beforeAll(async () => {
  engines = await startTestBackends();
});
afterAll(() => engines.stop());

/** A minute of its own, so that the end of a minute cannot fall into a test. */
const RECEIVED_AT = Math.floor(Date.now() / 60_000) * 60_000;
const SENT = 90;

describe('writer with limits, after a crash between insert and commit', () => {
  let directory: string;
  let journal: Journal;
  const outcomes = createOutcomeCounter();

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'bugsage-journal-'));
    journal = await openJournal({ directory });
  });
  afterEach(async () => {
    await journal.close();
    await rm(directory, { recursive: true });
  });

  /** A new process has a writer and limits that remember nothing. */
  const start = async (commit?: IngestStore['commit']): Promise<Writer> => {
    const ingest = commit === undefined ? engines.backends.ingest : { ...engines.backends.ingest, commit };
    const issueLimits = createIssueLimits({ ingest, issueEventsPerMinute: 10, newIssuesPerMinute: 4 });
    const writer = createWriter({
      journal,
      events: engines.backends.events,
      ingest,
      issueLimits,
      releaseHealth: engines.backends.releaseHealth,
      normalize,
      fingerprint,
      recordOutcome: outcomes.record,
      onStored: () => undefined,
      onRetry: () => undefined,
    });
    await writer.start();
    return writer;
  };

  it.each([
    ['one noisy issue', 1, () => ({ message: 'noisy' })],
    [
      'a flood of new issues',
      5,
      (index: number) => ({ message: `bomb ${index}`, fingerprint: [randomUUID()] }),
    ],
  ])('%s has the rows its counts say', async (_, issueCount, payloadOf) => {
    const projectId = 100 + issueCount;
    await engines.backends
      .sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${projectId}, 1, 'x', ${String(projectId)})`;
    await journal.append(
      Array.from({ length: SENT }, (__, index) => encodeRecord(received(projectId, payloadOf(index)))),
    );
    let crash: (() => void) | undefined;
    const crashed = new Promise<void>((resolve) => (crash = resolve));
    const first = await start(async () => {
      crash?.();
      throw new BugSageError({ kind: 'unavailable', code: 'test_away', message: 'the process died' });
    });
    await crashed;
    await first.stop();
    // What comes behind it makes another batch of the same records.
    await journal.append([encodeRecord(received(projectId, payloadOf(SENT)))]);
    const second = await start();
    await expect.poll(() => second.backlog(), { timeout: 20_000 }).toBe(0);
    await second.stop();

    const { issues } = await engines.backends.issues.listIssues(
      { projectIds: [projectId] },
      { skip: 0, limit: 100 },
    );
    expect(issues).toHaveLength(issueCount);
    expect(issues.reduce((sum, issue) => sum + issue.event_count, 0)).toBe(SENT + 1);
    let sampled = 0;
    for (const issue of issues) {
      const fingerprints = await engines.backends.issues.fingerprintsOf(issue.id);
      const rows = await engines.backends.events.listEvents({ projectId, fingerprints, limit: 1_000 });
      const own = Number(issue.metadata['sampled_events'] ?? 0);
      expect(rows.length + own).toBe(issue.event_count);
      sampled += own;
    }
    expect(sampled).toBeGreaterThan(SENT / 4);
  });
});

function received(projectId: number, payload: JsonObject): ReceivedEvent {
  return {
    event_id: randomUUID().replaceAll('-', ''),
    project_id: projectId,
    ingest_key: 'a'.repeat(32),
    source: 'sentry',
    received_at: RECEIVED_AT,
    sent_at: null,
    remote_address: null,
    user_agent: null,
    times_seen: 1,
    payload: { platform: 'node', ...payload },
  };
}
