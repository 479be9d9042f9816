import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AckLog } from './ack-log.ts';

/** Where events go now; a restart changes the port. */
export type Target = { readonly collectorUrl: string; readonly key: string };

export type Load = {
  readonly sent: ReadonlySet<string>;
  /** Answers by status; 0 is a broken connection or no answer in time. */
  readonly answers: ReadonlyMap<number, number>;
  /** Every answer that was not 200, in the server's words, with how often it came. */
  refusals(): ReadonlyMap<string, number>;
  /** Answers of 503 that did not say when to come back. */
  withoutRetryAfter(): number;
  /** Waits for what is on its way. */
  stop(): Promise<void>;
  /** Sends again, under the same ids, what was never answered: what a client does after a restart. */
  resendUnanswered(): Promise<number>;
  /** Answered with 503: refused by a server that was stopping or full, never acknowledged. */
  refused(): number;
};

export type LoadOptions = {
  readonly target: () => Target;
  readonly perSecond: number;
  readonly ackLog: AckLog;
  /** Bytes of padding in each event. */
  readonly paddingBytes?: number;
  /** Connections at once; as many events are on their way at most. */
  readonly connections?: number;
  /** How often an event is sent, by its number; each time but the first some moments later, among others. */
  readonly copies?: (index: number) => number;
};

const CLIENT_TIMEOUT_MS = 30_000;
const TICK_MS = 10;
const COPY_DELAY_MS_MAX = 1_000;
/** More at once would wait in the client for longer than its own deadline. */
const RESENT_TOGETHER = 500;

/**
 * Open model: events come at a constant rate whatever the server does, as errors do. A closed loop would wait with the
 * server and hide every stall.
 */
export function startLoad(options: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections ?? 64 });
  const sent = new Set<string>();
  const unanswered = new Set<string>();
  const answers = new Map<number, number>();
  const refusals = new Map<string, number>();
  const onTheWay = new Set<Promise<void>>();
  const padding = 'x'.repeat(options.paddingBytes ?? 0);
  let withoutRetryAfter = 0;

  const exchange = async (eventId: string): Promise<void> => {
    const answer = await post(agent, options.target, envelope(eventId, padding));
    answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1);
    if (answer.status === 200) options.ackLog.add(eventId);
    else refusals.set(answer.words, (refusals.get(answer.words) ?? 0) + 1);
    if (answer.status === 0) unanswered.add(eventId);
    if (answer.status === 503 && !answer.hasRetryAfter) withoutRetryAfter += 1;
  };
  const send = (eventId: string): void => {
    const running = exchange(eventId).finally(() => onTheWay.delete(running));
    onTheWay.add(running);
  };

  /** Between none and a hundred moments later: copies overtake one another. */
  const sendLater = (eventId: string, salt: number): void => {
    const delayed = new Promise<void>((resolve) => {
      setTimeout(resolve, (salt * 7_919) % COPY_DELAY_MS_MAX);
    })
      .then(() => exchange(eventId))
      .finally(() => onTheWay.delete(delayed));
    onTheWay.add(delayed);
  };

  const startedAt = performance.now();
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startedAt) / 1000) * options.perSecond);
    while (sent.size < due) {
      const eventId = randomBytes(16).toString('hex');
      sent.add(eventId);
      send(eventId);
      const copies = options.copies?.(sent.size) ?? 1;
      for (let copy = 1; copy < copies; copy += 1) sendLater(eventId, sent.size * copy);
    }
  }, TICK_MS);

  return {
    sent,
    answers,
    refusals: () => refusals,
    withoutRetryAfter: () => withoutRetryAfter,
    refused: () => answers.get(503) ?? 0,
    stop: async () => {
      clearInterval(timer);
      await Promise.all(onTheWay);
    },
    resendUnanswered: async () => {
      const again = [...unanswered];
      unanswered.clear();
      for (let next = 0; next < again.length; next += RESENT_TOGETHER) {
        for (const eventId of again.slice(next, next + RESENT_TOGETHER)) send(eventId);
        await Promise.all(onTheWay);
      }
      agent.destroy();
      return again.length;
    },
  };
}

type Answer = { readonly status: number; readonly hasRetryAfter: boolean; readonly words: string };

function post(agent: Agent, target: () => Target, body: string): Promise<Answer> {
  return new Promise((resolve) => {
    const { collectorUrl, key } = target();
    const url = `${collectorUrl}/api/1/envelope/?sentry_key=${key}`;
    let isAnswered = false;
    const outgoing = request(url, { method: 'POST', agent, timeout: CLIENT_TIMEOUT_MS }, (response) => {
      isAnswered = true;
      const hasRetryAfter = response.headers['retry-after'] !== undefined;
      const status = response.statusCode ?? 0;
      text(response).then(
        (words) => resolve({ status, hasRetryAfter, words: `${status} ${words}` }),
        (error: unknown) => resolve({ status: 0, hasRetryAfter, words: String(error) }),
      );
    });
    const broken = (words: string): void => resolve({ status: 0, hasRetryAfter: false, words });
    outgoing.once('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.once('error', (error: NodeJS.ErrnoException) => {
      // A kept connection that the server closed as idle just then: clients send again, under the same event id.
      const isStale = outgoing.reusedSocket && !isAnswered && error.code === 'ECONNRESET';
      if (isStale) resolve(post(agent, target, body));
      else broken(error.message);
    });
    // It closes after an answer, too; the end of that decides then.
    outgoing.once('close', () => isAnswered || broken('closed without an answer'));
    outgoing.end(body);
  });
}

/** Issues the events fall into: a handful, so that counts of busy issues are checked too. */
const VARIETY = 7;

export function envelope(eventId: string, padding = ''): string {
  const line = Number.parseInt(eventId.slice(0, 4), 16) % VARIETY;
  const event = {
    event_id: eventId,
    platform: 'node',
    extra: padding === '' ? {} : { padding },
    exception: {
      values: [
        {
          type: 'RangeError',
          value: `shelf ${line} is full`,
          stacktrace: {
            frames: [{ function: `add${line}`, filename: 'shelf.js', lineno: line, in_app: true }],
          },
        },
      ],
    },
  };
  return `{"event_id":"${eventId}"}\n{"type":"event"}\n${JSON.stringify(event)}`;
}
