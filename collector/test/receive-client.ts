import type { ReceivedEvent } from '@bugsage/core';
import { type Collector, KEY, PROJECT } from './start-collector.ts';

export const ID = '9ec79c33ec9942ab8353589fcb2e04dc';
export const OTHER_ID = '4c40fee730194a989439a86bf7563411';
export const EVENT = JSON.stringify({ event_id: OTHER_ID, platform: 'node', message: 'hello' });
export const ONE_EVENT = envelope({ event_id: ID }, { type: 'event' }, EVENT);

export type Answered = { readonly status: number; readonly body: string; readonly headers: Headers };
type Kept = { readonly answer: Answered; readonly events: readonly ReceivedEvent[] };
type Body = string | Uint8Array<ArrayBuffer>;
type Headed = Readonly<Record<string, string | undefined>>;

/** Lines of an envelope or a batch; objects are written as JSON. */
export function envelope(...lines: readonly (string | object)[]): string {
  return lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
}

/** A client of a collector, which also looks into its journal. */
export function clientOf(collector: () => Collector) {
  const send = async (path: string, init: RequestInit = {}): Promise<Answered> => {
    const answer = await fetch(`${collector().url}${path}`, init);
    return { status: answer.status, body: await answer.text(), headers: answer.headers };
  };
  const post = (path: string, body: Body, headers: Headed = {}): Promise<Answered> =>
    send(path, { method: 'POST', body, headers: headers as Record<string, string> });
  const postEnvelope = (body: Body, headers: Headed = {}): Promise<Answered> =>
    post(`/api/${PROJECT}/envelope/?sentry_key=${KEY}&sentry_version=7`, body, headers);
  /** Sends, and answers with what the journal holds more than before. */
  const kept = async (sending: () => Promise<Answered>): Promise<Kept> => {
    const from = collector().mark();
    const answer = await sending();
    return { answer, events: await collector().events(from) };
  };
  return { send, post, postEnvelope, kept };
}

/** After a test that took the drops it expected: there are no others. */
export function expectNoOtherDrops(collector: Collector): void {
  const others = collector.takeDrops();
  if (others.length > 0) throw new Error(`Nobody expected the drops ${JSON.stringify(others)}.`);
}
