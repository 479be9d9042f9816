import { fingerprint } from '@bugsage/fingerprint';
import { normalize } from '../../src/normalize/index.ts';
import { decodeRecords, encodeRecord } from '../../src/store/decode-records.ts';
import type { CaseResult } from './fuzzed-receiver.ts';
import type { FuzzCase } from './make-case.ts';

const EVENT_STATUSES = new Set([200, 400, 401, 403, 413, 415]);
/** Of paths and methods nobody offers: nothing was received, so nothing is counted. */
const ROUTING_STATUSES = new Set([404, 405]);

const PROTOTYPE_NAMES = Object.getOwnPropertyNames(Object.prototype).length;

/** What is wrong with a result; empty when it is as promised. `deep` also takes its events through the later stages. */
export function judgeCase(made: FuzzCase, result: CaseResult, deep: boolean): readonly string[] {
  const { answer, events, sessions, received, dropped, journalRefused } = result;
  const { status } = answer;
  const wrong: string[] = [];
  const expect = (isRight: boolean, what: string): void => {
    if (!isRight) wrong.push(what);
  };
  const header = (name: string): string | undefined => answer.headers.find(([key]) => key === name)?.[1];
  expect(
    received === events.length + sessions.length + dropped,
    `${received} received, ${events.length} events and ${sessions.length} sessions kept, ${dropped} dropped`,
  );
  if (status === 503) {
    expect(journalRefused, '503 although the journal took everything');
    expect(/^\d+$/.test(header('retry-after') ?? ''), '503 without Retry-After');
  } else expect(EVENT_STATUSES.has(status) || ROUTING_STATUSES.has(status), `status ${status}`);
  if (status === 200)
    expect(!made.path.endsWith('/batch/') ? events.length <= 1 : true, 'more than one event');
  else {
    expect(events.length + sessions.length === 0, `${status}, but ${events.length} events were kept`);
    expect(dropped > 0 || ROUTING_STATUSES.has(status), `${status} without an outcome`);
    expect(isPrintable(header('x-sentry-error')), `${status} without a printable reason`);
  }
  expect(
    Object.getOwnPropertyNames(Object.prototype).length === PROTOTYPE_NAMES,
    'the prototype of all objects changed',
  );
  if (deep) wrong.push(...judgeEvents(result));
  return wrong;
}

function isPrintable(text: string | undefined): boolean {
  return text !== undefined && /^[\x20-\x7e]+$/.test(text);
}

/** Accepted events must pass every later stage, and the same way each time. */
function judgeEvents({ events }: CaseResult): readonly string[] {
  return decodeRecords(
    events.map((event, index) => ({ pos: index, payload: encodeRecord(event) })),
  ).items.flatMap(({ read }) => {
    const received = read();
    const normalized = normalize(received);
    const json = JSON.stringify(normalized);
    const { fingerprint: key } = fingerprint(normalized);
    const again = fingerprint(normalize(structuredClone(received)));
    const wrong: string[] = [];
    if (!json.isWellFormed() || /\\u0000|\\ud[89a-f]/.test(json)) wrong.push('text that stores refuse');
    if (again.fingerprint !== key) wrong.push('two fingerprints of one event');
    return wrong;
  });
}
