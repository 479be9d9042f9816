import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { responsesReply } from '../testing/model-replies.ts';
import { startModelServer, type ModelServer } from '../testing/model-server.ts';
import { OPENAI } from './dialects.conformance.ts';
import { ANSWER, KEY, PATIENT, question } from './sample-question.conformance.ts';

describe('OpenAI adapter', () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await startModelServer({ key: KEY });
  });
  afterEach(() => server.finish());
  const open = () => OPENAI.open({ url: server.url, key: KEY, model: OPENAI.model, timings: PATIENT });
  const usage = { input: 5, output: 4 };

  it('asks for the schema and for nothing to be stored', async () => {
    server.script(responsesReply({ text: JSON.stringify(ANSWER), usage }));
    await open().ask(question());
    expect(server.requests[0]?.body).toMatchObject({
      model: 'gpt-6.1-sol',
      instructions: 'You explain errors.',
      input: [{ role: 'user', content: 'TypeError: x is undefined' }],
      text: { format: { type: 'json_schema', name: 'cause', strict: true } },
      max_output_tokens: 8_000,
      store: false,
    });
  });

  it.each([
    [{ status: 'incomplete', incompleteReason: 'content_filter' }, 'refused', 1],
    [{ status: 'incomplete' }, 'truncated', 1],
    [{ status: 'cancelled' }, 'unavailable', 1],
    [{ status: 'in_progress' }, 'unavailable', 1],
    [{ status: 'failed', error: { code: 'server_error', message: 'Sorry.' } }, 'unavailable', 2],
    [{ status: 'failed', error: { code: 'rate_limit_exceeded', message: 'Slow.' } }, 'rate_limited', 2],
    [{ status: 'failed', error: { code: 'invalid_prompt', message: 'No.' } }, 'unavailable', 1],
  ])('reads %j as %s', async (reply, reason, calls) => {
    const step = responsesReply({ text: JSON.stringify(ANSWER), usage, ...reply });
    server.script(...Array.from({ length: calls }, () => step));
    const result = await open().ask(question());
    expect(result).toMatchObject({ ok: false, reason });
    expect(result.usage).toMatchObject({
      input_tokens: 5 * calls,
      output_tokens: 4 * calls,
      estimated: false,
    });
    expect(server.requests).toHaveLength(calls);
  });
});
