import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatReply } from '../testing/model-replies.ts';
import { startModelServer, type ModelServer, type ModelStep } from '../testing/model-server.ts';
import { openOpenAiCompatibleModel } from './openai-compatible-model.ts';
import { ANSWER, PATIENT, question } from './sample-question.conformance.ts';

const usage = { input: 5, output: 4 };
const ready = chatReply({ text: '{"ready":true}', usage });
const fenced = chatReply({ text: '```json\n{"ready":true}\n```', usage });
const prose = chatReply({ text: 'I am ready.', usage });
const good = chatReply({ text: JSON.stringify(ANSWER), usage });
const unsupported: ModelStep = {
  status: 400,
  json: { error: { message: "'response_format.type' must be 'text'" } },
};

describe('OpenAI-compatible adapter', () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await startModelServer();
  });
  afterEach(() => server.finish());
  /** Without a key: then the request must have no Authorization header, which the server checks. */
  const open = () =>
    openOpenAiCompatibleModel(
      { name: 'llama3.3', apiKey: null, baseUrl: `${server.url}/v1`, outputTokensMax: 500, temperature: 0.5 },
      PATIENT,
    );
  const formats = () =>
    server.requests.map(
      ({ body }) => (body as { response_format?: { type: string } }).response_format?.type ?? 'none',
    );

  it.each([
    ['knows json_schema', [ready, good], ['json_schema', 'json_schema']],
    ['knows json_schema but fences it', [fenced, good], ['json_schema', 'json_schema']],
    ['refuses json_schema', [unsupported, ready, good], ['json_schema', 'json_object', 'json_object']],
    ['ignores json_schema', [prose, ready, good], ['json_schema', 'json_object', 'json_object']],
    ['knows neither', [unsupported, unsupported, good], ['json_schema', 'json_object', 'none']],
    ['ignores both', [prose, prose, good], ['json_schema', 'json_object', 'none']],
    [
      'fails on json_schema',
      [{ status: 500 }, { status: 500 }, ready, good],
      ['json_schema', 'json_schema', 'json_object', 'json_object'],
    ],
  ])('finds the mode of a server that %s, and keeps it', async (_, steps, expected) => {
    const model = open();
    server.script(...steps);
    expect(await model.ask(question())).toMatchObject({ ok: true, answer: ANSWER });
    expect(formats()).toEqual(expected);
    server.script(good);
    const again = await model.ask(question());
    expect(again).toMatchObject({ ok: true, usage: { input_tokens: 5, output_tokens: 4, cost_usd: null } });
    expect(formats().at(-1)).toBe(expected.at(-1));
  });

  it('counts the probe in the question that needed it', async () => {
    server.script(prose, ready, good);
    const { usage: counted } = await open().ask(question());
    expect(counted).toEqual({ input_tokens: 15, output_tokens: 12, cost_usd: null, estimated: false });
  });

  it('puts the schema into words where the server has no mode for it', async () => {
    server.script(unsupported, unsupported, good);
    await open().ask(question());
    expect(server.requests.at(-1)?.body).toMatchObject({
      model: 'llama3.3',
      max_tokens: 500,
      temperature: 0.5,
      messages: [
        {
          role: 'system',
          content: expect.stringMatching(/^You explain errors\.\n\nAnswer with one JSON object.*"cause"/s),
        },
        { role: 'user', content: 'TypeError: x is undefined' },
      ],
    });
  });

  it.each([
    ['unavailable', [{ status: 503 }, { status: 503 }]],
    ['rate_limited', [{ status: 429, headers: { 'retry-after': '60' } }]],
    ['unavailable', [{ status: 401 }]],
    ['out_of_credit', [{ status: 402 }]],
  ] as const)('answers %s when the probe cannot be asked, and probes again', async (reason, steps) => {
    const model = open();
    server.script(...steps);
    expect(await model.ask(question())).toMatchObject({ ok: false, reason });
    server.script(ready, good);
    expect(await model.ask(question())).toMatchObject({ ok: true });
  });

  it('probes once for questions that come together', async () => {
    const model = open();
    server.script({ ...ready, delayMs: 20 }, good, good, good);
    const results = await Promise.all([1, 2, 3].map(() => model.ask(question())));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true]);
    expect(server.requests).toHaveLength(4);
  });

  it('lets the next question probe when the first was cancelled', async () => {
    const model = open();
    server.script({ hang: true }, ready, good);
    const controller = new AbortController();
    const first = model.ask(question({ signal: controller.signal }));
    await expect.poll(() => server.requests.length).toBe(1);
    const second = model.ask(question());
    controller.abort();
    expect(await first).toMatchObject({ ok: false, reason: 'timeout' });
    expect(await second).toMatchObject({ ok: true, answer: ANSWER });
  });
});
