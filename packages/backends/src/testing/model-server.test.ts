import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from './model-server.ts';

describe('model server', () => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await startModelServer({ key: 'sk-1', secrets: ['hunter2'] });
  });
  afterEach(() => server.stop());

  const headers = { authorization: 'Bearer sk-1', 'content-type': 'application/json' };
  const chat = {
    model: 'm',
    stream: true,
    stream_options: { include_usage: true },
    max_tokens: 5,
    temperature: 0,
    messages: [
      { role: 'system', content: 'a' },
      { role: 'user', content: 'b' },
    ],
  };
  const post = (body: unknown, more: Record<string, string> = {}, path = '/v1/chat/completions') =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      headers: { ...headers, ...more },
      body: JSON.stringify(body),
    });

  it('answers step by step and remembers what it was asked', async () => {
    server.script({ json: { one: 1 } }, { status: 503, raw: 'busy', headers: { 'retry-after': '1' } });
    expect(await (await post(chat)).json()).toEqual({ one: 1 });
    const second = await post(chat);
    expect([second.status, second.headers.get('retry-after'), await second.text()]).toEqual([
      503,
      '1',
      'busy',
    ]);
    expect(server.requests.map(({ body }) => body)).toEqual([chat, chat]);
    expect(server.problems()).toEqual([]);
  });

  it('streams events, and cuts them', async () => {
    server.script(
      { sse: ['data: 1\n\n', 'data: 2\n\n'] },
      { sse: ['data: 1\n\n', 'data: 2\n\n'], cutAfter: 10 },
    );
    expect(await (await post(chat)).text()).toBe('data: 1\n\ndata: 2\n\n');
    await expect(post(chat).then((response) => response.text())).rejects.toThrow('terminated');
  });

  it('ends with an error when a step was not taken or a call was wrong', async () => {
    server.script({ json: {} }, { json: 'left' });
    await post({ ...chat, model: '' });
    await expect(server.finish()).rejects.toThrow(/2 problem.*model: .*not taken: {"json":"left"}/s);
  });

  it('lists models', async () => {
    server.script({ json: { object: 'list', data: [] } });
    const response = await fetch(`${server.url}/v1/models`, { headers: { authorization: 'Bearer sk-1' } });
    expect(await response.json()).toEqual({ object: 'list', data: [] });
  });

  const open = { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] };
  const format = (schema: unknown) => ({
    ...chat,
    response_format: { type: 'json_schema', json_schema: { name: 'x', strict: true, schema } },
  });

  it.each([
    ['a wrong key', chat, { authorization: 'sk-1' }, /Bearer/],
    ['no JSON', chat, { 'content-type': 'text/plain' }, /content-type/],
    ['a secret in a header', chat, { 'x-debug': 'hunter2' }, /a secret is sent/],
    ['the key in the body', { ...chat, model: 'sk-1' }, {}, /outside of its header/],
    ['an unknown field', { ...chat, top_k: 1 }, {}, /top_k/],
    ['no user', { ...chat, messages: chat.messages.slice(0, 1) }, {}, /end with the user/],
    ['an open object', format(open), {}, /additionalProperties must be false/],
    [
      'an optional field',
      format({ ...open, required: [], additionalProperties: false }),
      {},
      /must be required/,
    ],
    [
      'an empty object',
      format({ type: 'object', properties: {}, additionalProperties: false }),
      {},
      /only be empty/,
    ],
  ])('refuses a call with %s', async (_, body, more, problem) => {
    server.script({ json: {} });
    expect((await post(body, more)).status).toBe(400);
    expect(server.problems().join()).toMatch(problem);
  });

  it('refuses unscripted calls, unknown endpoints and calls to another path than scripted', async () => {
    await post(chat);
    server.script({ json: {} }, { json: {}, path: '/v1/messages' });
    await post(chat, {}, '/v1/elsewhere');
    await post(chat);
    expect(server.problems()).toEqual([
      'POST /v1/chat/completions: no step is scripted for this call',
      'POST /v1/elsewhere: no such endpoint',
      'POST /v1/chat/completions: expected a call to /v1/messages',
    ]);
  });
});
