import { z } from 'zod';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Model, ModelAnswer } from '../ports/model.ts';
import { startModelServer, type ModelServer } from '../testing/model-server.ts';
import { MODEL_LIMITS, type ModelTimings } from './limits.ts';
import {
  ANSWER,
  CANARIES,
  KEY,
  PATIENT,
  question,
  type Cause,
  type Dialect,
} from './sample-question.conformance.ts';
import { situations, type Situation } from './wire-situations.conformance.ts';

/** Every adapter passes this, against real HTTP in its own wire format. */
export function describeModel(dialect: Dialect): void {
  describe(`model over ${dialect.name}`, () => {
    let server: ModelServer;
    beforeEach(async () => {
      server = await startModelServer({ key: KEY, secrets: CANARIES });
    });
    afterEach(() => server.finish());

    const open = (more: { timings?: Partial<ModelTimings>; model?: string } = {}): Model =>
      dialect.open({
        url: server.url,
        key: KEY,
        model: more.model ?? dialect.model,
        timings: { ...PATIENT, ...more.timings },
      });
    /** A model that has nothing left to find out. */
    const openReady = async (more: Parameters<typeof open>[0] = {}): Promise<Model> => {
      const model = open(more);
      if (dialect.preamble.length === 0) return model;
      server.script(...dialect.preamble, dialect.reply(JSON.stringify(ANSWER), { input: 1, output: 1 }));
      expect(await model.ask(question())).toMatchObject({ ok: true });
      return model;
    };

    it.each(situations(dialect))('$name', async (situation) => {
      const model = await openReady({ timings: situation.timings ?? {} });
      const before = server.requests.length;
      server.script(...situation.steps);
      const result = await model.ask(question());
      expectResult(result, situation, dialect);
      expect(server.requests.length - before).toBe(situation.calls ?? situation.steps.length);
    });

    it('tells the model what was wrong in the repair turn', async () => {
      const model = await openReady();
      server.script(dialect.reply('{"cause":7,"line":1}'), dialect.reply(JSON.stringify(ANSWER)));
      expect(await model.ask(question())).toMatchObject({ ok: true, answer: ANSWER });
      const { text } = server.requests.at(-1) ?? { text: '' };
      expect(text).toContain('cause: Invalid input: expected string');
      expect(text).toContain(JSON.stringify('{"cause":7,"line":1}').slice(1, -1));
    });

    it('prices cached input as cached', async () => {
      const model = await openReady();
      server.script(dialect.reply(JSON.stringify(ANSWER), { input: 100, output: 50, cached: 4_000 }));
      const { usage } = await model.ask(question());
      expect(usage).toMatchObject({ input_tokens: 4_100, output_tokens: 50, estimated: false });
      const { input, output, cached } = dialect.prices;
      expect(usage.cost_usd).toBeCloseTo((100 * input + 50 * output + 4_000 * cached) / 1e6, 9);
    });

    it('does not invent the price of a model it does not know', async () => {
      const model = await openReady({ model: 'somebody-elses-model' });
      server.script(dialect.reply(JSON.stringify(ANSWER), { input: 10, output: 5 }));
      const { usage } = await model.ask(question());
      expect(usage).toEqual({ input_tokens: 10, output_tokens: 5, cost_usd: null, estimated: false });
    });

    it('answers timeout and calls nobody when it was cancelled before', async () => {
      const model = await openReady();
      const result = await model.ask(question({ signal: AbortSignal.abort() }));
      expect(result).toMatchObject({
        ok: false,
        reason: 'timeout',
        detail: expect.stringContaining('cancelled'),
      });
      expect(result.usage).toMatchObject({ input_tokens: 0, cost_usd: 0 });
    });

    it('stops waiting when it is cancelled', async () => {
      const model = await openReady();
      const before = server.requests.length;
      server.script({ hang: true });
      const controller = new AbortController();
      const asked = model.ask(question({ signal: controller.signal }));
      await expect.poll(() => server.requests.length).toBe(before + 1);
      controller.abort();
      expect(await asked).toMatchObject({ ok: false, reason: 'timeout', usage: { estimated: true } });
    });

    it('does not send a prompt beyond its bound', async () => {
      const result = await open().ask(question({ user: 'x'.repeat(MODEL_LIMITS.promptLengthMax) }));
      expect(result).toMatchObject({ ok: false, reason: 'invalid', usage: { input_tokens: 0 } });
    });

    it('answers unavailable when nobody listens, after one retry, at no cost', async () => {
      await server.stop();
      const result = await open().ask(question());
      expect(result).toMatchObject({ ok: false, reason: 'unavailable' });
      expect(result).toMatchObject({ detail: expect.stringContaining('cannot be reached') });
      expect(result.usage).toEqual({ input_tokens: 0, output_tokens: 0, cost_usd: 0, estimated: false });
    });

    it('refuses a schema that is not wire-safe as a programmer error', async () => {
      const schema = z.object({ cause: z.string().optional() });
      await expect(open().ask({ ...question(), schema })).rejects.toThrow(/cause.*optional.*nullable/);
    });

    it('keeps the ledgers of questions apart that are asked at once', async () => {
      const model = open();
      server.script(...dialect.preamble);
      const usages = [1, 2, 3, 4].map((output) => ({ input: 10, output }));
      server.script(...usages.map((usage) => dialect.reply(JSON.stringify(ANSWER), usage)));
      const results = await Promise.all(usages.map(() => model.ask(question())));
      expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true]);
      const outputs = results.map(({ usage }) => usage.output_tokens);
      expect(outputs.toSorted((left, right) => left - right)).toEqual([1, 2, 3, 4]);
    });
  });
}

function expectResult(result: ModelAnswer<Cause>, situation: Situation, dialect: Dialect): void {
  const { expected } = situation;
  if (expected.reason === null) {
    expect(result).toMatchObject({ ok: true, answer: ANSWER });
  } else {
    expect(result).toMatchObject({ ok: false, reason: expected.reason });
    const { detail } = result as { detail: string };
    expect(detail).toMatch(expected.detail ?? /./);
    expect(detail).not.toContain(KEY);
    expect(detail.length).toBeLessThanOrEqual(MODEL_LIMITS.detailLengthMax);
  }
  const { input, output } = expected;
  expect(result.usage).toEqual({
    input_tokens: input,
    output_tokens: output,
    cost_usd: expect.closeTo((input * dialect.prices.input + output * dialect.prices.output) / 1e6, 9),
    estimated: expected.estimated ?? false,
  });
}
