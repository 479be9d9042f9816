import { randomUUID } from 'node:crypto';
import pino from 'pino';
import {
  startTestBackends,
  type TestBackends,
} from '../../../packages/backends/src/testing/test-backends.ts';
import { type Collector, openCollector } from '../../src/index.ts';

export const OTHER_PROJECT = { id: 22, key: '2'.repeat(32) };
export const REVOKED_KEY = '3'.repeat(32);
/** Off, so that what comes in is what is stored; they have tests of their own. */
const NO_LIMITS = { BUGSAGE_ISSUE_EVENTS_PER_MINUTE: '0', BUGSAGE_NEW_ISSUES_PER_MINUTE: '0' };

export type WholeCollector = {
  readonly collector: Collector;
  readonly engines: TestBackends;
  readonly url: string;
  readonly key: string;
  /** Counts since the start, by `stage reason`; stored events as `store none`. */
  outcomes(): Promise<ReadonlyMap<string, number>>;
  stop(): Promise<void>;
};

/** The collector as in the product on the embedded engines, with a second project. */
export async function startWholeCollector(): Promise<WholeCollector> {
  const engines = await startTestBackends(NO_LIMITS);
  const { sql } = engines.backends;
  await sql`INSERT INTO projects (id, organization_id, name, slug) VALUES (${OTHER_PROJECT.id}, 1, 'other', 'other')`;
  await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${OTHER_PROJECT.key}, ${OTHER_PROJECT.id})`;
  await sql`INSERT INTO ingest_keys (public_key, project_id) VALUES (${REVOKED_KEY}, 1)`;
  const collector = await openCollector({
    configuration: { ...engines.configuration, BUGSAGE_COLLECTOR_PORT: 0 },
    backends: engines.backends,
    dataDirectory: engines.engines.dataDirectory,
    logger: pino({ level: 'silent' }),
    onFailure: (description) => {
      throw new Error(description);
    },
  });
  const url = `http://127.0.0.1:${collector.port}`;
  return {
    collector,
    engines,
    url,
    key: engines.accounts.ingestKey,
    outcomes: async () => readOutcomes(await (await fetch(`${url}/metrics`)).text()),
    stop: async () => {
      await collector.stop();
      await engines.stop();
    },
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
