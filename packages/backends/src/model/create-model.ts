import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import type { Model, ModelAnswer, ModelQuestion } from '../ports/model.ts';
import { abortedFailure, classifyThrown } from './classify-failure.ts';
import { withDeadline } from './deadline.ts';
import { extractJson } from './extract-json.ts';
import { createLedger, estimateTokens, type Ledger } from './ledger.ts';
import { MODEL_LIMITS, type ModelTimings } from './limits.ts';
import { assertWireSafe } from './wire-safe-schema.ts';
import { failedReply, type Failure, type Turn, type Wire, type WireCall, type WireReply } from './wire.ts';

/**
 * The part of a model all providers share: one retry of a transient failure, one repair turn when the answer violates the
 * schema, one deadline around all of it, and a ledger of every call. Throws only for a schema that is not wire-safe.
 */
export function createModel(wire: Wire, timings: ModelTimings): Model {
  return {
    provider: wire.provider,
    name: wire.name,
    ask: async (question) => {
      assertWireSafe(question.schema, question.schemaName);
      const ledger = createLedger(wire.name);
      const result = await withDeadline(
        { timeoutMs: timings.deadlineMs, parent: question.signal },
        (signal) => answer(question, { wire, timings, ledger, signal, retriesLeft: 1 }),
      );
      const usage = ledger.usage();
      if (result.ok) return { ok: true, answer: result.answer, usage };
      return { ok: false, reason: result.reason, detail: presentable(result.detail, wire.secrets), usage };
    },
  };
}

/** State of one question. */
type Asking = {
  readonly wire: Wire;
  readonly timings: ModelTimings;
  readonly ledger: Ledger;
  readonly signal: AbortSignal;
  retriesLeft: number;
};

type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | Pick<Extract<ModelAnswer<Answer>, { ok: false }>, 'ok' | 'reason' | 'detail'>;

async function answer<Answer>(question: ModelQuestion<Answer>, asking: Asking): Promise<Outcome<Answer>> {
  const { system, user, history = [], schemaName, schema } = question;
  const length = [system, user, ...history.map(({ text }) => text)].reduce(
    (sum, { length: own }) => sum + own,
    0,
  );
  if (length > MODEL_LIMITS.promptLengthMax) {
    const detail = `The prompt has ${length} characters, the limit is ${MODEL_LIMITS.promptLengthMax}.`;
    return { ok: false, reason: 'invalid', detail };
  }
  const notReady = await asking.wire.prepare?.((call) => send({ ...call, signal: asking.signal }, asking));
  if (notReady !== undefined && notReady !== null) return { ok: false, ...reasonOf(notReady) };

  let turns: readonly Turn[] = [{ role: 'user', text: user }, ...history];
  for (let repairsLeft = 1; ; repairsLeft--) {
    const reply = await send({ system, turns, schemaName, schema, signal: asking.signal }, asking);
    if (reply.failure !== null) return { ok: false, ...reasonOf(reply.failure) };
    const parsed = parseAnswer(reply.text, schema);
    if (parsed.ok) return parsed;
    if (repairsLeft === 0) {
      return {
        ok: false,
        reason: 'invalid',
        detail: `The answer violates the schema: ${parsed.violations[0]}`,
      };
    }
    turns = turns.concat(repairTurns(reply.text, parsed.violations));
  }
}

/** One call with its retry; every attempt that may have been billed is in the ledger. */
async function send(call: WireCall, asking: Asking): Promise<WireReply> {
  for (;;) {
    const reply = await attempt(call, asking);
    count(call, reply, asking.ledger);
    const delayMs = retryDelay(reply.failure, asking);
    if (delayMs === null) return reply;
    asking.retriesLeft--;
    await wait(delayMs, undefined, { signal: asking.signal }).catch(() => undefined);
  }
}

async function attempt(call: WireCall, asking: Asking): Promise<WireReply> {
  if (asking.signal.aborted) return failedReply({ ...abortedFailure(asking.signal), mayBeBilled: false });
  return withDeadline({ timeoutMs: asking.timings.callTimeoutMs, parent: asking.signal }, async (signal) => {
    try {
      return await asking.wire.send({ ...call, signal });
    } catch (thrown) {
      return failedReply(classifyThrown(thrown, signal));
    }
  });
}

function count(call: WireCall, reply: WireReply, ledger: Ledger): void {
  if (reply.counts !== null && reply.isPartial !== true) return ledger.add(reply.counts, false);
  if (reply.failure !== null && !reply.failure.mayBeBilled) return;
  const prompt = [call.system, ...call.turns.map((turn) => turn.text)].join('');
  const estimate = { inputTokens: estimateTokens(prompt), cacheReadTokens: 0, cacheWriteTokens: 0 };
  const outputTokens = Math.max(estimateTokens(reply.text), reply.counts?.outputTokens ?? 0);
  ledger.add({ ...estimate, ...reply.counts, outputTokens }, true);
}

function retryDelay(failure: Failure | null, asking: Asking): number | null {
  if (failure === null || !failure.transient || asking.retriesLeft === 0) return null;
  const delayMs = failure.retryAfterMs ?? asking.timings.retryDelayMs;
  return delayMs > asking.timings.retryAfterMsMax ? null : delayMs;
}

type ParsedAnswer<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly violations: readonly string[] };

function parseAnswer<Answer>(text: string, schema: z.ZodType<Answer>): ParsedAnswer<Answer> {
  const value = extractJson(text);
  if (value === undefined) return { ok: false, violations: ['The answer is not JSON.'] };
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, answer: parsed.data };
  const violations = parsed.error.issues
    .slice(0, MODEL_LIMITS.repairIssuesMax)
    .map((issue) => `${issue.path.join('.') || 'the answer'}: ${issue.message}`);
  return { ok: false, violations };
}

function repairTurns(text: string, violations: readonly string[]): Turn[] {
  // Providers refuse an empty turn of the assistant.
  const said = text.trim().slice(0, MODEL_LIMITS.repairAnswerLengthMax) || '(no text)';
  const complaint = [
    'That answer does not match the required JSON schema:',
    ...violations.map((violation) => `- ${violation}`),
    'Give the whole answer again as one JSON object that matches it, and nothing else.',
  ];
  return [
    { role: 'assistant', text: said },
    { role: 'user', text: complaint.join('\n') },
  ];
}

function reasonOf(failure: Failure): Pick<Failure, 'reason' | 'detail'> {
  return { reason: failure.reason, detail: failure.detail };
}

/** One bounded line without our keys: servers quote what they were sent. */
function presentable(detail: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length > 0);
  const clean = known.reduce((text, secret) => text.replaceAll(secret, '[key]'), detail);
  return clean.replaceAll(/\s+/g, ' ').trim().slice(0, MODEL_LIMITS.detailLengthMax);
}
