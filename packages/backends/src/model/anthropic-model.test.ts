import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { anthropicReply } from '../testing/model-replies.ts';
import { startModelServer, type ModelServer } from '../testing/model-server.ts';
import { ANTHROPIC } from './dialects.conformance.ts';
import { ANSWER, KEY, PATIENT, question } from './sample-question.conformance.ts';

describe('Anthropic adapter', () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await startModelServer({ key: KEY });
  });
  afterEach(() => server.finish());
  const open = (model = ANTHROPIC.model) =>
    ANTHROPIC.open({ url: server.url, key: KEY, model, timings: PATIENT });
  const good = anthropicReply({ text: JSON.stringify(ANSWER), usage: { input: 1, output: 1 } });

  it('asks for the schema and lets the provider cache the instructions', async () => {
    server.script(good);
    await open().ask(question());
    expect(server.requests[0]?.body).toEqual({
      model: 'claude-sonnet-5-5',
      stream: true,
      max_tokens: 8_000,
      system: [{ type: 'text', text: 'You explain errors.', cache_control: { type: 'ephemeral' } }],
      messages: [{ role: 'user', content: 'TypeError: x is undefined' }],
      output_config: {
        effort: 'medium',
        format: {
          type: 'json_schema',
          schema: {
            type: 'object',
            properties: {
              cause: { type: 'string' },
              line: { anyOf: [expect.objectContaining({ type: 'integer' }), { type: 'null' }] },
            },
            required: ['cause', 'line'],
            additionalProperties: false,
          },
        },
      },
    });
  });

  it.each(['claude-sonnet-4-6', 'claude-haiku-4-5'])(
    'sends no effort to %s, which may refuse it',
    async (model) => {
      server.script(good);
      await open(model).ask(question());
      expect(server.requests[0]?.text).not.toContain('effort');
    },
  );

  it.each([
    ['model_context_window_exceeded', 'truncated'],
    ['refusal', 'refused'],
    ['pause_turn', 'unavailable'],
    ['tool_use', 'unavailable'],
  ])('reads stop reason %s as %s, although the text would fit', async (stopReason, reason) => {
    const usage = { input: 5, output: 4 };
    server.script(anthropicReply({ text: JSON.stringify(ANSWER), usage, stopReason }));
    const result = await open().ask(question());
    expect(result).toMatchObject({ ok: false, reason, usage: { input_tokens: 5, output_tokens: 4 } });
  });

  it.each([
    [{ type: 'billing_error', message: 'Pay.' }, 403],
    [
      { type: 'rate_limit_error', message: 'No.', details: { error_code: 'contract_spend_limit_reached' } },
      429,
    ],
  ])('reads %j as out of credit', async (error, status) => {
    server.script({ status, json: { type: 'error', error } });
    expect(await open().ask(question())).toMatchObject({ ok: false, reason: 'out_of_credit' });
    expect(server.requests).toHaveLength(1);
  });
});
