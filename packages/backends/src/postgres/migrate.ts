import { BugSageError } from '@bugsage/core';
import { firstSchema } from './migrations/0001-first-schema.ts';
import { limits } from './migrations/0002-limits.ts';
import { deadLetterReplay } from './migrations/0003-dead-letter-replay.ts';
import { groupingLedger } from './migrations/0004-grouping-ledger.ts';
import { accounts } from './migrations/0005-accounts.ts';
import { activity } from './migrations/0006-activity.ts';
import { releases } from './migrations/0007-releases.ts';
import { projectSecrets } from './migrations/0008-project-secrets.ts';
import { artifacts } from './migrations/0009-artifacts.ts';
import { scrubbing } from './migrations/0010-scrubbing.ts';
import { eventMoves } from './migrations/0011-event-moves.ts';
import { modelCalls } from './migrations/0012-model-calls.ts';
import { alerts } from './migrations/0013-alerts.ts';
import { groupingRules } from './migrations/0014-grouping-rules.ts';
import { integrations } from './migrations/0015-integrations.ts';
import { ownership } from './migrations/0016-ownership.ts';
import { similarity } from './migrations/0017-similarity.ts';
import { modelGates } from './migrations/0018-model-gates.ts';
import { issueLists } from './migrations/0019-issue-lists.ts';
import { retention } from './migrations/0020-retention.ts';
import { drops } from './migrations/0021-drops.ts';
import { outgoing } from './migrations/0022-outgoing.ts';
import { fastReads } from './migrations/0023-fast-reads.ts';
import type { Sql } from './postgres-client.ts';

/** In order; the number of a migration is its place in this list, from 1. */
const MIGRATIONS: readonly { readonly name: string; readonly sql: string }[] = [
  { name: 'first-schema', sql: firstSchema },
  { name: 'limits', sql: limits },
  { name: 'dead-letter-replay', sql: deadLetterReplay },
  { name: 'grouping-ledger', sql: groupingLedger },
  { name: 'accounts', sql: accounts },
  { name: 'activity', sql: activity },
  { name: 'releases', sql: releases },
  { name: 'project-secrets', sql: projectSecrets },
  { name: 'artifacts', sql: artifacts },
  { name: 'scrubbing', sql: scrubbing },
  { name: 'event-moves', sql: eventMoves },
  { name: 'model-calls', sql: modelCalls },
  { name: 'alerts', sql: alerts },
  { name: 'grouping-rules', sql: groupingRules },
  { name: 'integrations', sql: integrations },
  { name: 'ownership', sql: ownership },
  { name: 'similarity', sql: similarity },
  { name: 'model-gates', sql: modelGates },
  { name: 'issue-lists', sql: issueLists },
  { name: 'retention', sql: retention },
  { name: 'drops', sql: drops },
  { name: 'outgoing', sql: outgoing },
  { name: 'fast-reads', sql: fastReads },
];

/** The schema this version works on. */
export const KNOWN_SCHEMA = MIGRATIONS.length;

/** Any number: processes that start at the same time wait for each other here. */
const MIGRATION_LOCK = 7_316_402;

/**
 * Brings the schema up to date, each migration in the transaction that records it. Throws `BugSageError`
 * `schema_too_new` when the database was written by a newer version. `upTo`: the schema of an earlier version, for its backup.
 */
export async function migrate(sql: Sql, upTo: number = MIGRATIONS.length): Promise<void> {
  await sql.begin(async (transaction) => {
    await transaction`SELECT pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await transaction`CREATE TABLE IF NOT EXISTS schema_migrations (
      number integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`;
    const [row] = await transaction<
      { number: number }[]
    >`SELECT coalesce(max(number), 0) AS number FROM schema_migrations`;
    const applied = row?.number ?? 0;
    if (Math.max(applied, upTo) > MIGRATIONS.length) {
      throw new BugSageError({
        kind: 'conflict',
        code: 'schema_too_new',
        message: `The database is at schema ${Math.max(applied, upTo)}, this version knows ${MIGRATIONS.length}. Start the newer version again.`,
      });
    }
    for (const [index, migration] of MIGRATIONS.entries()) {
      if (index < applied || index >= upTo) continue;
      await transaction.unsafe(migration.sql);
      await transaction`INSERT INTO schema_migrations (number, name) VALUES (${index + 1}, ${migration.name})`;
    }
  });
}
