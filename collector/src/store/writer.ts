import {
  inTurns,
  type CommitResult,
  type DeadLetter,
  type EventStore,
  type IngestStore,
  type ReleaseHealthStore,
} from '@bugsage/backends';
import {
  BugSageError,
  describeError,
  type NormalizedEvent,
  type Grouping,
  type EncodedEvent,
  type ReceivedEvent,
} from '@bugsage/core';
import { dedupe } from '../dedupe/dedupe.ts';
import type { Journal, JournalRecord } from '../journal/index.ts';
import type { IssueLimits } from '../limit/index.ts';
import type { RecordOutcome } from '../outcomes/outcome-counter.ts';
import { runPipeline } from '../pipeline.ts';
import type { NormalizedItem, Stages } from '../stages.ts';
import { encodeEvent } from './encode-event.ts';
import { storeBatch } from './store-batch.ts';
import { createTextSlab } from './text-slab.ts';

/** Larger batches cost ClickHouse less per row (28 us at 1,000, 25 us at 10,000) but more memory and a longer retry. */
const BATCH_RECORDS_MAX = 1_000;
/** For people who ask after the health; engines quote whole statements. */
const PROBLEM_LENGTH_MAX = 300;
const BATCH_BYTES_MAX = 16 * 1024 * 1024;
const RETRY_BASE_MS = 100;
/** Whoever frees a full disk sees events being stored within 5 s. One small question every 3 s harms no engine. */
const RETRY_MAX_MS = 3_000;

export type WriterOptions = {
  readonly journal: Journal;
  readonly events: EventStore;
  readonly ingest: IngestStore;
  readonly releaseHealth: Pick<ReleaseHealthStore, 'insert'>;
  readonly normalize: (received: ReceivedEvent) => NormalizedEvent;
  /** Absent: events stay as they were sent. */
  readonly symbolicate?:
    | ((events: readonly NormalizedEvent[]) => Promise<readonly NormalizedEvent[]>)
    | undefined;
  readonly fingerprint: (event: NormalizedEvent) => Grouping;
  readonly issueLimits?: IssueLimits | undefined;
  readonly recordOutcome: RecordOutcome;
  /** Something was committed that others wait for. */
  readonly onStored: (result: CommitResult) => void;
  readonly onRetry: (error: unknown, attempt: number) => void;
};

export type Writer = {
  start(): Promise<void>;
  /** Records acknowledged but not stored yet. */
  backlog(): number;
  /** Milliseconds since the oldest of them that the writer has in hand was received; 0 when it waits for events. */
  oldestUnstoredMs(): number;
  /** Why the newest try to store failed; undefined once one went through. */
  problem(): string | undefined;
  /** Finishes the batch in hand; can be called twice. */
  stop(): Promise<void>;
};

/**
 * Reads the journal in order and stores it, forever. An engine that is away is asked again with growing pauses. Data an
 * engine refuses is searched by halving the batch until the one bad record is alone and goes to the dead letters.
 */
export function createWriter(options: WriterOptions): Writer {
  const { journal, ingest } = options;
  const stopping = new AbortController();
  let committed = -1;
  // Until a batch went through, nobody knows what an earlier process had inserted.
  let triedBefore = true;
  let problem: string | undefined;
  let inHand: JournalRecord | undefined;
  let loop: Promise<void> = Promise.resolve();

  const storeOrHalve = async (records: readonly JournalRecord[]): Promise<void> => {
    try {
      await runPipeline(records, stagesFor(options, { committed, triedBefore, deadLetters: [] }));
    } catch (error) {
      triedBefore = true;
      if (isAvailability(error)) throw error;
      const [only] = records;
      if (records.length === 1 && only !== undefined) return buryRecord(only, error);
      const middle = records.length >> 1;
      await storeOrHalve(records.slice(0, middle));
      return storeOrHalve(records.slice(middle));
    }
    committed = records.at(-1)?.pos ?? committed;
  };

  const buryRecord = async (record: JournalRecord, error: unknown): Promise<void> => {
    const letter = deadLetter(journal, record, error);
    const stages = stagesFor(options, { committed, triedBefore, deadLetters: [letter] });
    await stages.store({ items: [], sessions: [], lastPosition: record.pos, duplicates: 0 });
    options.recordOutcome({ kind: 'dropped', stage: 'store', reason: 'dead_letter' }, 1);
    committed = record.pos;
  };

  const storeNext = async (): Promise<void> => {
    const records = await journal.read(committed + 1, BATCH_RECORDS_MAX, BATCH_BYTES_MAX);
    if (records.length === 0) return journal.waitForAppend(stopping.signal);
    inHand = records[0];
    await storeOrHalve(records);
    inHand = undefined;
    triedBefore = false;
    await journal.trim(committed + 1);
  };

  /** Events that turn out to be stored have an outcome too; how many of them were duplicates, nobody knows any more. */
  const catchUp = async (): Promise<void> => {
    const cursor = await ingest.readCursor(journal.collector, journal.incarnation).catch(() => committed);
    if (cursor > committed) options.recordOutcome({ kind: 'accepted' }, cursor - committed);
    committed = cursor;
  };

  const run = async (): Promise<void> => {
    for (let attempt = 0; !stopping.signal.aborted;) {
      try {
        await storeNext();
        attempt = 0;
        problem = undefined;
      } catch (error) {
        attempt += 1;
        problem = describeError(error).slice(0, PROBLEM_LENGTH_MAX);
        options.onRetry(error, attempt);
        await pauseBeforeRetry(attempt, stopping.signal);
        // Another process may have stored the range meanwhile, or our own commit whose answer was lost.
        await catchUp();
      }
    }
  };

  return {
    start: async () => {
      committed = await ingest.readCursor(journal.collector, journal.incarnation);
      loop = run();
    },
    backlog: () => journal.lastPosition - committed,
    oldestUnstoredMs: () => {
      const receivedAt =
        inHand === undefined ? undefined : readIdentity(inHand.payload.toString('utf8')).received_at;
      return receivedAt === undefined ? 0 : Math.max(0, Date.now() - receivedAt);
    },
    problem: () => problem,
    stop: async () => {
      stopping.abort();
      await loop;
    },
  };
}

function stagesFor(
  options: WriterOptions,
  range: { committed: number; triedBefore: boolean; deadLetters: readonly DeadLetter[] },
): Stages {
  const { journal } = options;
  const toBytes = createTextSlab();
  const place = (pos: number) => ({ collector: journal.collector, incarnation: journal.incarnation, pos });
  return {
    normalize: async (items) => {
      const normalized: NormalizedItem[] = [];
      await inTurns(items, ({ read, pos }) => normalized.push({ event: options.normalize(read()), pos }));
      return normalized;
    },
    symbolicate: async (items) => {
      if (options.symbolicate === undefined) return items;
      const events = await options.symbolicate(items.map(({ event }) => event));
      return items.map((item, index) => ({ ...item, event: events[index] ?? item.event }));
    },
    fingerprint: async (items) => {
      const placed: EncodedEvent[] = [];
      await inTurns(items, ({ event, pos }) =>
        placed.push(
          encodeEvent({ event, grouping: options.fingerprint(event), position: place(pos) }, toBytes),
        ),
      );
      return placed;
    },
    dedupe: (batch) => dedupe(batch, options.ingest),
    store: (batch) => storeBatch(batch, { ...options, ...range }),
    publish: options.onStored,
  };
}

/** `conflict` is the moved cursor: the range is somebody else's now, not bad data. */
function isAvailability(error: unknown): boolean {
  return error instanceof BugSageError && (error.kind === 'unavailable' || error.kind === 'conflict');
}

function deadLetter(journal: Journal, record: JournalRecord, error: unknown): DeadLetter {
  const payload = record.payload.toString('utf8');
  const event = readIdentity(payload);
  return {
    position: { collector: journal.collector, incarnation: journal.incarnation, pos: record.pos },
    project_id: event.project_id,
    event_id: event.event_id,
    // Postgres text holds no NUL.
    payload: payload.replaceAll('\0', '\uFFFD'),
    error: describeError(error).slice(0, 4_000),
  };
}

function readIdentity(payload: string): {
  project_id: number;
  event_id: string;
  received_at: number | undefined;
} {
  try {
    const event = JSON.parse(payload) as Partial<ReceivedEvent>;
    return {
      project_id: Number.isInteger(event.project_id) ? (event.project_id ?? 0) : 0,
      event_id: typeof event.event_id === 'string' ? event.event_id : '',
      received_at: Number.isFinite(event.received_at) ? event.received_at : undefined,
    };
  } catch {
    return { project_id: 0, event_id: '', received_at: undefined };
  }
}

/** Exponential with full jitter, so that collectors do not return in step. */
function pauseBeforeRetry(attempt: number, signal: AbortSignal): Promise<void> {
  const durationMs = Math.random() * Math.min(RETRY_MAX_MS, RETRY_BASE_MS * 2 ** attempt);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, durationMs);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
