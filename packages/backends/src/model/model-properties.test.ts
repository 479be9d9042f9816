import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../testing/model-server.ts';
import { ANTHROPIC, COMPATIBLE, OPENAI, streaming } from './dialects.conformance.ts';
import { KEY, PATIENT, question } from './sample-question.conformance.ts';

/** Texts a model may write: JSON of any kind, whole or cut, alone or in prose. */
const modelText = fc.oneof(
  fc.json({ maxDepth: 6 }),
  fc.tuple(fc.json(), fc.nat()).map(([json, length]) => json.slice(0, length % (json.length + 1))),
  fc.tuple(fc.string(), fc.json(), fc.string({ unit: 'binary' })).map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }),
  fc.constant(`${'['.repeat(50_000)}${']'.repeat(50_000)}`),
  fc.constant(`${'{"cause":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
  fc.constant('{"__proto__":{"line":1},"constructor":null,"cause":"x"}'),
);

describe.each([ANTHROPIC, OPENAI, COMPATIBLE].flatMap((one) => [one, streaming(one)]))(
  'any answer over $name',
  (dialect) => {
    let server: ModelServer;
    beforeAll(async () => {
      server = await startModelServer({ key: KEY });
    });
    afterAll(() => server.finish());

    const model = () => dialect.open({ url: server.url, key: KEY, model: dialect.model, timings: PATIENT });

    it('is an answer in shape or a reason, with all usage counted', async () => {
      const asked = model();
      server.script(...dialect.preamble, dialect.reply('{"cause":"x","line":1}', { input: 0, output: 0 }));
      await asked.ask(question());
      await fc.assert(
        fc.asyncProperty(modelText, modelText, async (first, second) => {
          const before = server.requests.length;
          server.script(
            dialect.reply(first, { input: 3, output: 2 }),
            dialect.reply(second, { input: 3, output: 2 }),
          );
          const result = await asked.ask(question());
          const calls = server.requests.length - before;
          server.dropSteps();
          if (result.ok) expect(question().schema.safeParse(result.answer).success).toBe(true);
          else expect(result.reason).toBe('invalid');
          expect(result.usage).toMatchObject({
            input_tokens: 3 * calls,
            output_tokens: 2 * calls,
            estimated: false,
          });
        }),
        { numRuns: 60 },
      );
    });

    it('survives any JSON as the body of a response, of any status', async () => {
      const asked = model();
      await fc.assert(
        fc.asyncProperty(
          fc.jsonValue({ maxDepth: 4 }),
          fc.constantFrom(200, 201, 204, 400, 418, 500),
          async (json, status) => {
            server.script(...Array.from({ length: 4 }, () => ({ json, status })));
            const result = await asked.ask(question());
            server.dropSteps();
            expect(result.ok).toBe(false);
            expect(result.usage.output_tokens).toBeGreaterThanOrEqual(0);
          },
        ),
        { numRuns: 60 },
      );
    });
  },
);
