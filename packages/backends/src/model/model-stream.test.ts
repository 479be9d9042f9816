import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startModelServer, type ModelServer } from '../testing/model-server.ts';
import { assembleMessage, assembleCompletion, assembleResponse } from './assemble-stream.ts';
import { ANTHROPIC, COMPATIBLE, OPENAI, streaming } from './dialects.conformance.ts';
import { ANSWER, KEY, PATIENT, question } from './sample-question.conformance.ts';
import { readServerSentEvents } from './server-sent-events.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

describe.each([ANTHROPIC, OPENAI, COMPATIBLE].map(streaming))('a stream over $name', (dialect) => {
  let server: ModelServer;
  beforeEach(async () => {
    server = await startModelServer({ key: KEY });
  });
  afterEach(() => server.finish());
  const open = (timings: Partial<typeof PATIENT> = {}) =>
    dialect.open({
      url: server.url,
      key: KEY,
      model: dialect.model,
      timings: { ...PATIENT, ...timings },
    });
  const good = dialect.reply(JSON.stringify(ANSWER), { input: 70, output: 30 });

  it('is ended at the deadline of a call although it is never silent, and what came is counted', async () => {
    server.script(...dialect.preamble, { ...good, gapMs: 300 });
    // What fetch links to a signal it links weakly: the collector of garbage must not take the deadline away.
    const collecting = setInterval(collectGarbage, 40);
    const result = await open({ callTimeoutMs: 3_000 }).ask(question());
    clearInterval(collecting);
    expect(result).toMatchObject({ ok: false, reason: 'timeout', usage: { estimated: true } });
    expect(result.usage.output_tokens).toBeGreaterThan(0);
  });

  it('is ended by its caller in the middle', async () => {
    server.script(...dialect.preamble, { ...good, gapMs: 100 });
    const controller = new AbortController();
    const asked = open().ask(question({ signal: controller.signal }));
    await expect.poll(() => server.requests.length).toBe(dialect.preamble.length + 1);
    controller.abort();
    expect(await asked).toMatchObject({
      ok: false,
      reason: 'timeout',
      detail: expect.stringContaining('cancelled'),
      usage: { estimated: true },
    });
  });
});

describe('any events', () => {
  it('are put together, wherever a body is cut and whatever is in it', () => {
    const event = fc.oneof(
      fc.jsonValue({ maxDepth: 5 }).map((value) => JSON.stringify(value)),
      fc
        .record({
          type: fc.constantFrom('message_start', 'content_block_start', 'content_block_delta', 'error'),
          index: fc.oneof(fc.integer(), fc.constantFrom(0, 199, 1e9)),
          message: fc.jsonValue({ maxDepth: 3 }),
          delta: fc.jsonValue({ maxDepth: 3 }),
          choices: fc.jsonValue({ maxDepth: 4 }),
          content_block: fc.jsonValue({ maxDepth: 3 }),
        })
        .map((value) => JSON.stringify(value)),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(fc.array(event), fc.constantFrom('\n', '\r\n', '\r'), fc.nat(), (all, end, cut) => {
        const body = all.map((data) => `data: ${data}${end}${end}`).join('');
        for (const text of [body, body.slice(0, cut % (body.length + 1))]) {
          const events = readServerSentEvents(text);
          for (const assemble of [assembleMessage, assembleResponse, assembleCompletion])
            expect(typeof assemble(events).finished).toBe('boolean');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('need the empty line that ends them', () => {
    expect(readServerSentEvents('data: {"a":1}\n\ndata: {"b":2}\n')).toEqual([{ a: 1 }]);
    expect(readServerSentEvents('data: {"a":\ndata: 1}\n\n')).toEqual([{ a: 1 }]);
    expect(readServerSentEvents('data:{"a":1}\r\rid: 7\rdata: 2\r\r')).toEqual([{ a: 1 }, 2]);
  });
});
