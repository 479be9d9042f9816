import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { type TestCollector, startTestCollector } from '../support/test-collector.ts';
import { installApp } from './install-apps.ts';

/** With the first download of the frameworks. */
const RUN_TIMEOUT_MS = 400_000;
const PATH = '/2018-06-01/runtime/invocation/';

type Answer = { path: string; body: string };
type Run = { answers: Answer[]; output: string };

let collector: TestCollector;
let installed: ReturnType<typeof installApp>;

beforeEach(async () => {
  installed = installApp('lambda');
  collector = await startTestCollector();
}, RUN_TIMEOUT_MS);
afterEach(async () => {
  await collector.close();
  installed.remove();
});

/**
 * Runs a handler in AWS's own runtime interface client, against the HTTP API that Lambda offers it
 * (https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html): events one after the other, each with one answer.
 */
async function run(handler: string, events: readonly object[]): Promise<Run> {
  const answers: Answer[] = [];
  const waiting = events.map((event, position) => ({ id: `request-${position}`, event }));
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      const next = waiting.shift();
      // Lambda lets the runtime wait, frozen, until there is something to do.
      if (!next) return void child.kill('SIGKILL');
      response.writeHead(200, {
        'Lambda-Runtime-Aws-Request-Id': next.id,
        'Lambda-Runtime-Deadline-Ms': String(Date.now() + 30_000),
        'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:eu-central-1:1:function:checkout',
      });
      response.end(JSON.stringify(next.event));
      return;
    }
    const takeAnswer = async (): Promise<void> => {
      answers.push({ path: (request.url ?? '').replace(PATH, ''), body: await text(request) });
      response.writeHead(202).end('{}');
    };
    void takeAnswer();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const client = join(installed.folder, '..', 'node_modules', 'aws-lambda-ric');
  // Its HTTP client in C++ needs a compiler to install; this one speaks the same protocol.
  cpSync(join(installed.folder, 'rapid-client.node.js'), join(client, 'rapid-client.node.js'));
  const child = spawn(process.execPath, [join(client, 'index.mjs')], {
    env: {
      PATH: process.env['PATH'],
      AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_LAMBDA_NODEJS_USE_ALTERNATIVE_CLIENT_1: 'true',
      AWS_LAMBDA_FUNCTION_NAME: 'checkout',
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_LOG_GROUP_NAME: 'group',
      AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
      LAMBDA_TASK_ROOT: installed.folder,
      _HANDLER: `handlers.${handler}`,
      BUGSAGE_DSN: collector.dsn,
    },
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  server.closeAllConnections();
  server.close();
  return { answers, output: stdout + stderr };
}

describe('a function of AWS Lambda, in its runtime', () => {
  const counts = (): unknown[] =>
    collector.batches.flatMap(({ sessions }) => sessions.map((one) => one.counts));

  it('has each error delivered before its call is answered, with the scope of the call', async () => {
    const { answers, output } = await run('handler', [
      { order: 1, fails: true },
      { order: 2 },
      { order: 3, fails: true },
    ]);
    expect(
      answers.map(({ path }) => path),
      output,
    ).toEqual(['request-0/error', 'request-1/response', 'request-2/error']);
    expect(answers[1]?.body).toBe('{"paid":2}');
    expect(JSON.parse(answers[0]?.body ?? '')).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'order 1',
    });
    expect(collector.events()).toMatchObject([
      {
        release: 'lambda@1',
        transaction: 'checkout',
        tags: { order: '1', aws_request_id: 'request-0' },
        exception: { values: [{ value: 'order 1', mechanism: { type: 'lambda', handled: false } }] },
      },
      { tags: { order: '3', aws_request_id: 'request-2' } },
    ]);
    expect(counts()).toEqual([{ crashed: 1 }, { exited: 1 }, { crashed: 1 }]);
  });

  it('may answer as a stream', async () => {
    const { answers, output } = await run('stream', [{ order: 5 }]);
    expect(answers[0], output).toMatchObject({ path: 'request-0/response', body: 'order 5 of checkout' });
    expect(collector.events()).toMatchObject([
      { transaction: 'checkout', exception: { values: [{ type: 'TypeError', value: 'after the answer' }] } },
    ]);
  });

  it('that crashes is reported once', async () => {
    const { output } = await run('crash', [{}]);
    expect(output).toContain('nobody catches it');
    expect(collector.events()).toMatchObject([
      { level: 'fatal', exception: { values: [{ value: 'nobody catches it' }] } },
    ]);
    expect(counts()).toEqual([{ crashed: 1 }]);
  });
});
