import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startModelServer, type ModelServer } from '../testing/model-server.ts';
import { ANTHROPIC, COMPATIBLE, OPENAI } from './dialects.conformance.ts';
import { ANSWER, CANARIES, KEY, PATIENT, question } from './sample-question.conformance.ts';

/** What the SDKs read from the environment by themselves, and what could be a secret of the operator. */
const ENVIRONMENT = {
  ANTHROPIC_API_KEY: 'canary-token',
  ANTHROPIC_AUTH_TOKEN: 'canary-token',
  ANTHROPIC_CUSTOM_HEADERS: 'x-custom: canary-header',
  ANTHROPIC_BASE_URL: 'http://127.0.0.1:1',
  OPENAI_API_KEY: 'canary-token',
  OPENAI_ADMIN_KEY: 'canary-admin',
  OPENAI_ORG_ID: 'canary-organization',
  OPENAI_PROJECT_ID: 'canary-organization',
  OPENAI_CUSTOM_HEADERS: 'x-custom: canary-header',
  OPENAI_BASE_URL: 'http://127.0.0.1:1',
};

describe.each([ANTHROPIC, OPENAI, COMPATIBLE])('requests over $name', (dialect) => {
  let server: ModelServer;
  beforeEach(async () => {
    for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
    server = await startModelServer({ key: KEY, secrets: CANARIES });
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.finish();
  });

  it('carry the key in its header, and nothing of the environment or the machine', async () => {
    const log = vi.spyOn(console, 'log');
    vi.stubEnv('OPENAI_LOG', 'debug');
    vi.stubEnv('ANTHROPIC_LOG', 'debug');
    const model = dialect.open({ url: server.url, key: KEY, model: dialect.model, timings: PATIENT });
    server.script(...dialect.preamble, dialect.reply(JSON.stringify(ANSWER), { input: 1, output: 1 }));
    expect(await model.ask(question())).toMatchObject({ ok: true });
    const names = Object.keys(server.requests.at(-1)?.headers ?? {}).filter(
      (name) => name !== 'anthropic-version',
    );
    expect(names.toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'authorization',
      'connection',
      'content-length',
      'content-type',
      'host',
      'sec-fetch-mode',
      'user-agent',
    ]);
    expect(log).not.toHaveBeenCalled();
  });
});
