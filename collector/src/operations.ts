import type { Backends } from '@bugsage/backends';
import type { Registry } from 'prom-client';
import type { HttpAnswer } from './http/index.ts';
import type { Journal } from './journal/index.ts';
import type { BackPressure } from './pressure/index.ts';
import type { ReceiverDependencies } from './receive/index.ts';
import type { Writer } from './store/writer.ts';

/**
 * `/live`: the event loop turns. `/ready`: an event sent now would be acknowledged, which needs the journal and an event
 * loop that is not late, and no engine. `/health`: the same, and which engines are away, for people.
 */
export function collectorOperations(parts: {
  journal: Journal;
  backends: Pick<Backends, 'unreachable'>;
  writer: Pick<Writer, 'backlog' | 'problem' | 'oldestUnstoredMs'>;
  registry: Registry;
  pressure: Pick<BackPressure, 'refusal' | 'isSpoolFilling'>;
}): ReceiverDependencies['operations'] {
  return {
    live: async () => json(200, { status: 'ok' }),
    ready: async () => {
      const refusal = parts.journal.refusal() ?? parts.pressure.refusal();
      return refusal === undefined
        ? json(200, { status: 'ok' })
        : json(503, { status: 'unavailable', reasons: [refusal.message] });
    },
    health: async () => {
      const refusal = parts.journal.refusal();
      const reasons = [
        ...(refusal === undefined ? [] : [refusal.message]),
        ...(await parts.backends.unreachable()),
        // An engine may answer and still store nothing: its disk is full, say.
        ...storingProblem(parts.writer),
        ...(parts.pressure.isSpoolFilling() ? [spoolFills(parts.journal)] : []),
      ];
      if (refusal !== undefined) return json(503, { status: 'unavailable', reasons });
      return json(200, { status: reasons.length === 0 ? 'ok' : 'degraded', reasons });
    },
    metrics: async () => ({
      status: 200,
      headers: [['content-type', parts.registry.contentType]],
      body: await parts.registry.metrics(),
    }),
  };
}

function storingProblem(writer: Pick<Writer, 'backlog' | 'problem' | 'oldestUnstoredMs'>): string[] {
  const problem = writer.problem();
  if (problem === undefined) return [];
  const seconds = Math.round(writer.oldestUnstoredMs() / 1000);
  return [`${writer.backlog()} events wait in the journal, the oldest for ${seconds} s: ${problem}`];
}

function spoolFills(journal: Journal): string {
  const used = Math.round(journal.spoolShare * 100);
  return `${used} % of the journal's space is used: projects may send no more than an even share.`;
}

function json(status: number, body: object): HttpAnswer {
  const headers = [
    ['content-type', 'application/json'],
    ['cache-control', 'no-store'],
  ] as const;
  return { status, headers, body: JSON.stringify(body) };
}
