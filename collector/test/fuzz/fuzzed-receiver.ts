import { BugSageError, type ReceivedEvent, type ReceivedSessions } from '@bugsage/core';
import type { HttpAnswer } from '../../src/http/index.ts';
import { createReceiver, type ReceiverDependencies } from '../../src/receive/index.ts';
import { scrub } from '../../src/scrub/index.ts';
import { KEY, OTHER_KEY, PROJECT } from '../start-collector.ts';
import type { FuzzCase } from './make-case.ts';
import type { Random } from './random.ts';

/** What one case did. */
export type CaseResult = {
  readonly answer: HttpAnswer;
  readonly events: readonly ReceivedEvent[];
  readonly sessions: readonly ReceivedSessions[];
  /** Events and items that came, those that were counted as dropped, and how the journal answered. */
  readonly received: number;
  readonly dropped: number;
  readonly journalRefused: boolean;
};

const NOW = Date.UTC(2026, 10, 23);
const JOURNAL_REFUSES = 0.01;
const KEYS = new Map([
  [KEY, PROJECT],
  [OTHER_KEY, 7],
]);

/** The receiver as in the product, in front of a journal in memory. Everything it does follows from the case. */
export async function receiveCase(made: FuzzCase, random: Random): Promise<CaseResult> {
  const events: ReceivedEvent[] = [];
  const sessions: ReceivedSessions[] = [];
  let received = 0;
  let dropped = 0;
  const journalRefused = random.chance(JOURNAL_REFUSES);
  const dependencies: ReceiverDependencies = {
    findIngestKey: async (publicKey) => {
      const projectId = KEYS.get(publicKey);
      return projectId === undefined ? null : { public_key: publicKey, project_id: projectId, enabled: true };
    },
    quota: { exhausted: () => [], take: () => [] },
    sessionQuota: { take: () => 0 },
    filter: () => undefined,
    scrub,
    hidesAddresses: () => false,
    append: async (more) => {
      if (journalRefused) throw journalFull();
      for (const record of more)
        if ('kind' in record) sessions.push(record);
        else events.push(record);
    },
    recordReceived: (quantity) => {
      received += quantity;
    },
    recordOutcome: (_outcome, quantity) => {
      dropped += quantity;
    },
    recordClientLoss: () => undefined,
    now: () => NOW,
    randomId: () => Array.from({ length: 32 }, () => random.below(16).toString(16)).join(''),
    random: () => random.next(),
    refusal: () => undefined,
    retryAfterSeconds: () => 10,
    operations: { live: saying, ready: saying, health: saying, metrics: saying },
  };
  const answer = await createReceiver(dependencies).handle({
    method: made.method,
    path: made.path,
    query: made.query,
    remoteAddress: '203.0.113.7',
    header: (name) => made.headers[name] ?? '',
    readBody: async (bytesMax) => {
      if (made.body.length > bytesMax) throw tooLarge(bytesMax);
      return made.body;
    },
  });
  return { answer, events, sessions, received, dropped, journalRefused };
}

function saying(): Promise<HttpAnswer> {
  return Promise.resolve({ status: 200, headers: [], body: '' });
}

function journalFull(): BugSageError {
  return new BugSageError({ kind: 'unavailable', code: 'journal_full', message: 'The journal is full.' });
}

function tooLarge(bytesMax: number): BugSageError {
  return new BugSageError({ kind: 'too_large', code: 'too_large', message: `More than ${bytesMax} bytes.` });
}
