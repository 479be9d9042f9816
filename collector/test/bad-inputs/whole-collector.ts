import { randomUUID } from 'node:crypto';
import { runCollector, type RunningCollector } from '../run-collector.ts';

export const OTHER_PROJECT = { id: 22, key: '2'.repeat(32) };
export const REVOKED_KEY = '3'.repeat(32);

export type WholeCollector = RunningCollector & {
  readonly key: string;
  /** Counts since the start, by `stage reason`; stored events as `store none`. */
  outcomes(): Promise<ReadonlyMap<string, number>>;
};

/** A running collector with a second project. */
export async function startWholeCollector(): Promise<WholeCollector> {
  const running = await runCollector({
    prepare: async ({ backends: { sql } }) => {
      await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${OTHER_PROJECT.id}, 1, 'other', 'other')`;
      await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${OTHER_PROJECT.key}, ${OTHER_PROJECT.id})`;
      await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${REVOKED_KEY}, 1)`;
    },
  });
  return {
    ...running,
    key: running.engines.accounts.ingestKey,
    outcomes: async () => readOutcomes(await (await fetch(`${running.url}/metrics`)).text()),
  };
}

export function newId(): string {
  return randomUUID().replaceAll('-', '');
}

function readOutcomes(metrics: string): ReadonlyMap<string, number> {
  const line = /^bugsage_events_outcome_total\{outcome="\w+",stage="(\w+)",reason="(\w+)"\} (\d+)$/gm;
  return new Map(
    [...metrics.matchAll(line)].map(([, stage, reason, count]) => [`${stage} ${reason}`, Number(count)]),
  );
}
