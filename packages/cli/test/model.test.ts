import { randomUUID } from 'node:crypto';
import type { Analysis } from '@bugsage/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { anthropicReply, chatReply } from '../../backends/src/testing/model-replies.ts';
import { startModelServer, type ModelServer } from '../../backends/src/testing/model-server.ts';
import { newDataDirectory, openApi, startServer, type RunningServer } from './running-server.ts';

const KEY = 'sk-test-0123456789abcdef';

const ANSWER = {
  classification: 'action_recommended',
  no_code_fix_reason: 'The stock service has to answer.',
  root_cause: 'The stock of the basket was asked for before the stock service answered.',
  impact_assessment: 'Customers cannot order.',
  suggested_fixes: [{ title: 'Ask again', description: 'Retry the stock service.' }],
  confidence: 0.99,
  risk_level: 'medium',
  estimated_effort: 'hours',
  prevention_suggestions: ['Alert when the stock service is slow.'],
  evidence: [
    {
      claim: 'This is what was thrown.',
      kind: 'event',
      field: 'exceptions.0.value',
      path: null,
      line: null,
      commit: null,
      quote: 'stock is late',
    },
    {
      claim: 'An invented file says so.',
      kind: 'file',
      field: null,
      path: 'no/such/file.js',
      line: 1,
      commit: null,
      quote: null,
    },
  ],
  location: null,
  edits: [],
};

/** The whole path with a model: real process, real SDK of the provider, a local server that speaks its wire format. */
describe.each([
  {
    provider: 'anthropic',
    environment: (url: string) => ({
      BUGSAGE_AI_PROVIDER: 'anthropic',
      ANTHROPIC_API_KEY: KEY,
      ANTHROPIC_BASE_URL: url,
    }),
    script: (server: ModelServer) =>
      server.script(anthropicReply({ text: JSON.stringify(ANSWER), usage: { input: 1_200, output: 300 } })),
  },
  {
    provider: 'openai-compatible',
    environment: (url: string) => ({
      BUGSAGE_AI_PROVIDER: 'openai-compatible',
      OPENAI_API_KEY: KEY,
      OPENAI_BASE_URL: `${url}/v1`,
      BUGSAGE_AI_MODEL: 'local-model',
    }),
    script: (server: ModelServer) =>
      server.script(
        // The first call asks what the server can do.
        chatReply({ text: '{"ready":true}', usage: { input: 10, output: 5 } }),
        chatReply({ text: JSON.stringify(ANSWER), usage: { input: 1_200, output: 300 } }),
      ),
  },
])('a server with $provider', ({ provider, environment, script }) => {
  let directory: Awaited<ReturnType<typeof newDataDirectory>>;
  let models: ModelServer;
  let server: RunningServer;

  beforeAll(async () => {
    directory = await newDataDirectory();
    models = await startModelServer({ key: KEY });
    server = await startServer({ dataDirectory: directory.path, environment: environment(models.url) });
  });
  afterEach(() => models.dropSteps());
  afterAll(async () => {
    await server.stop();
    await models.stop();
    await directory.remove();
  });

  it('shows what the model found and proved, and drops what it could not prove', async () => {
    script(models);
    const secret = 'AKIAIOSFODNN7EXAMPLE';
    await sendEvent(server, `stock is late ${secret}`);
    const analysis = await analysisOf(server);
    expect(models.problems()).toEqual([]);
    expect(analysis.analysis_metadata).toMatchObject({
      engine: provider,
      fallback_reason: null,
      dropped_citations: 1,
    });
    expect(analysis.analysis_metadata.input_tokens).toBeGreaterThanOrEqual(1_200);
    expect(analysis.root_cause).toBe(ANSWER.root_cause);
    expect(analysis.evidence.map((evidence) => evidence.claim)).toEqual(['This is what was thrown.']);
    // The model's own score never raises what the proof allows.
    expect(analysis.confidence_score).toBeLessThan(0.99);
    const sent = JSON.stringify(models.requests.map((request) => request.body));
    expect(sent).toContain('stock is late');
    expect(sent).not.toContain(secret);
  });
});

async function sendEvent(server: RunningServer, value: string): Promise<void> {
  const dsn = new URL(server.dsn);
  const eventId = randomUUID().replaceAll('-', '');
  const frames = [{ function: 'order', filename: 'order.js', lineno: 4, in_app: true }];
  const event = {
    event_id: eventId,
    platform: 'node',
    exception: { values: [{ type: 'StockError', value, stacktrace: { frames } }] },
  };
  const response = await fetch(`${dsn.origin}/api/1/envelope/?sentry_key=${dsn.username}`, {
    method: 'POST',
    body: `{"event_id":"${eventId}"}\n{"type":"event"}\n${JSON.stringify(event)}`,
  });
  expect(response.status).toBe(200);
}

async function analysisOf(server: RunningServer): Promise<Analysis> {
  const api = await openApi(server);
  const read = async (): Promise<Analysis | null> => {
    const { issues } = (await (await api('/issues')).json()) as { issues: { id: string }[] };
    const response = await api(`/issues/${issues[0]?.id}/analysis`);
    return response.status === 200 ? ((await response.json()) as Analysis) : null;
  };
  await expect.poll(read, { timeout: 30_000 }).not.toBeNull();
  const analysis = await read();
  if (analysis === null) throw new Error('The analysis is gone.');
  return analysis;
}
