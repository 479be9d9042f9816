import type { ModelAnswer } from '../ports/model.ts';
import type { ModelStep } from '../testing/model-server.ts';
import type { ModelTimings } from './limits.ts';
import { brokenStreams } from './stream-situations.conformance.ts';
import { ANSWER, KEY, question, type Dialect } from './sample-question.conformance.ts';

/** What a server does with one question, and what must come of it. */
export type Situation = {
  readonly name: string;
  readonly steps: readonly ModelStep[];
  /** As many as there are steps, unless given. */
  readonly calls?: number;
  readonly timings?: Partial<ModelTimings>;
  readonly expected: {
    /** Null: the question is answered. */
    readonly reason: Extract<ModelAnswer<never>, { ok: false }>['reason'] | null;
    readonly detail?: RegExp;
    readonly input: number;
    readonly output: number;
    readonly estimated?: boolean;
  };
};

const GOOD = JSON.stringify(ANSWER);
const HTML = '<!doctype html><title>Sign in</title>';
const NOTHING = { input: 0, output: 0 };
/** Three characters a token, of instructions and user text. */
const PROMPT = Math.ceil((question().system.length + question().user.length) / 3);
const LOST = { input: PROMPT, output: 0, estimated: true };

export function situations(dialect: Dialect): Situation[] {
  return [
    ...answers(dialect),
    ...(dialect.streams === true ? brokenStreams(dialect) : brokenBodies(dialect)),
    ...refusedCalls(dialect),
    ...lostConnections(dialect),
    ...oddUsage(dialect),
  ];
}

function answers({ reply, refusal, truncated }: Dialect): Situation[] {
  const first = { input: 100, output: 20 };
  const second = { input: 150, output: 30 };
  const both = { input: 250, output: 50 };
  return [
    {
      name: 'is answered in shape',
      steps: [reply(GOOD, first)],
      expected: { reason: null, ...first },
    },
    {
      name: 'is answered in shape inside a code fence',
      steps: [reply(`Here it is:\n\`\`\`json\n${GOOD}\n\`\`\``, first)],
      expected: { reason: null, ...first },
    },
    {
      name: 'violates the schema, then does not',
      steps: [reply('{"cause":"x"}', first), reply(GOOD, second)],
      expected: { reason: null, ...both },
    },
    {
      name: 'is answered in prose, then in shape',
      steps: [reply('The cart is null.', first), reply(GOOD, second)],
      expected: { reason: null, ...both },
    },
    {
      name: 'is answered with nothing, then in shape',
      steps: [reply('', first), reply(GOOD, second)],
      expected: { reason: null, ...both },
    },
    {
      name: 'violates the schema twice',
      steps: [reply('{"cause":"x"}', first), reply('{"cause":"x","line":"12"}', second)],
      expected: { reason: 'invalid', detail: /line: Invalid input/, ...both },
    },
    {
      name: 'is refused by the model',
      steps: [refusal(first)],
      expected: { reason: 'refused', ...first },
    },
    {
      name: 'is cut at the output bound',
      steps: [truncated(GOOD.slice(0, 10), first)],
      expected: { reason: 'truncated', ...first },
    },
    {
      name: 'is refused in the repair turn',
      steps: [reply('no', first), refusal(second)],
      expected: { reason: 'refused', ...both },
    },
  ];
}

function brokenBodies({ reply }: Dialect): Situation[] {
  const good = reply(GOOD, { input: 7, output: 3 });
  const cut = JSON.stringify(good.json).slice(0, -20);
  const notAnAnswer = [{}, [], null, 'text', 7, { choices: [], output: {}, content: 'x' }];
  return [
    {
      name: '200 with HTML',
      steps: [{ raw: HTML, headers: { 'content-type': 'text/html' } }],
      expected: { reason: 'unavailable', detail: /HTML/, ...NOTHING },
    },
    {
      name: '200 with HTML that claims to be JSON',
      steps: [{ raw: HTML }],
      expected: { reason: 'unavailable', detail: /HTML/, ...NOTHING },
    },
    {
      name: '200 with JSON that ends early, then whole',
      steps: [{ raw: cut }, good],
      expected: { reason: null, input: PROMPT + 7, output: 3, estimated: true },
    },
    {
      name: '200 with JSON that ends early twice',
      steps: [{ raw: cut }, { raw: cut }],
      expected: { reason: 'unavailable', detail: /ends early/, ...LOST, input: 2 * PROMPT },
    },
    {
      name: '200 with an empty body twice',
      steps: [{ raw: '' }, { raw: '' }],
      expected: { reason: 'unavailable', ...LOST, input: 2 * PROMPT },
    },
    ...notAnAnswer.map((json) => ({
      name: `200 with ${JSON.stringify(json)}`,
      steps: [{ json }],
      expected: { reason: 'unavailable' as const, detail: /not an answer/, ...LOST },
    })),
    {
      name: '200 with an overloaded error twice',
      steps: [overloaded(200), overloaded(200)],
      expected: { reason: 'unavailable', detail: /overloaded_error/, ...NOTHING },
    },
    {
      name: 'a body without end',
      steps: [{ raw: `${' '.repeat(5 * 1024 * 1024)}{}` }],
      expected: { reason: 'unavailable', detail: /more than 4194304 bytes/, ...LOST },
    },
  ];
}

function refusedCalls({ reply, outOfCredit }: Dialect): Situation[] {
  const good = reply(GOOD, { input: 7, output: 3 });
  const exact = { input: 7, output: 3 };
  return [
    {
      name: '429 with a short retry-after, then answered',
      steps: [serverError(429, 'rate_limit_error', { 'retry-after': '0' }), good],
      expected: { reason: null, ...exact },
    },
    {
      name: '429 with a long retry-after: nobody waits in a worker',
      steps: [serverError(429, 'rate_limit_error', { 'retry-after': '120' })],
      expected: { reason: 'rate_limited', detail: /429/, ...NOTHING },
    },
    {
      name: '429 twice',
      steps: [serverError(429, 'rate_limit_error'), serverError(429, 'rate_limit_error')],
      expected: { reason: 'rate_limited', ...NOTHING },
    },
    {
      name: 'exhausted credit: not retried',
      steps: [outOfCredit],
      expected: { reason: 'out_of_credit', ...NOTHING },
    },
    {
      name: '402',
      steps: [serverError(402, 'unknown')],
      expected: { reason: 'out_of_credit', ...NOTHING },
    },
    {
      name: '500, then answered',
      steps: [serverError(500, 'api_error'), good],
      expected: { reason: null, ...exact },
    },
    {
      name: '500 twice',
      steps: [serverError(500, 'api_error'), serverError(500, 'api_error')],
      expected: { reason: 'unavailable', detail: /500/, ...NOTHING },
    },
    {
      name: '529 overloaded, then answered',
      steps: [overloaded(529), good],
      expected: { reason: null, ...exact },
    },
    {
      name: '529 overloaded twice',
      steps: [overloaded(529), overloaded(529)],
      expected: { reason: 'unavailable', detail: /529.*overloaded_error/, ...NOTHING },
    },
    {
      name: '502 with a page of HTML twice',
      steps: [badGateway, badGateway],
      expected: { reason: 'unavailable', detail: /502/, ...NOTHING },
    },
    {
      name: '401 that quotes the key: not retried, not repeated',
      steps: [{ status: 401, json: { error: { message: `Incorrect API key provided: ${KEY}` } } }],
      expected: { reason: 'unavailable', detail: /401.*\[key\]/, ...NOTHING },
    },
    {
      name: '404: not retried',
      steps: [serverError(404, 'not_found_error')],
      expected: { reason: 'unavailable', detail: /404/, ...NOTHING },
    },
    {
      name: '400 without a body',
      steps: [{ status: 400, raw: '' }],
      expected: { reason: 'unavailable', detail: /400/, ...NOTHING },
    },
    ...[302, 307].map((status) => ({
      name: `${status} to another address: not followed`,
      steps: [{ status, headers: { location: '/v1/elsewhere' }, raw: '' }],
      expected: { reason: 'unavailable' as const, detail: /redirect/, ...NOTHING },
    })),
  ];
}

function lostConnections({ reply }: Dialect): Situation[] {
  const good = reply(GOOD, { input: 7, output: 3 });
  return [
    {
      name: 'a reset connection, then answered',
      steps: [{ destroy: true }, good],
      expected: { reason: null, input: PROMPT + 7, output: 3, estimated: true },
    },
    {
      name: 'a reset connection twice',
      steps: [{ destroy: true }, { destroy: true }],
      expected: { reason: 'unavailable', detail: /connection was lost/, ...LOST, input: 2 * PROMPT },
    },
    {
      name: 'a connection lost in mid-body, then answered',
      steps: [{ ...good, cutAfter: 30 }, good],
      expected: { reason: null, input: PROMPT + 7, output: 3, estimated: true },
    },
    {
      name: 'no answer: not retried',
      steps: [{ hang: true }],
      timings: { callTimeoutMs: 1_000 },
      expected: { reason: 'timeout', detail: /within 1000 ms/, ...LOST },
    },
    {
      name: 'no answer within the deadline of the question',
      steps: [{ hang: true }],
      timings: { deadlineMs: 1_000 },
      expected: { reason: 'timeout', detail: /within 1000 ms/, ...LOST },
    },
    {
      name: 'silence in mid-body: not retried',
      steps: [{ ...good, cutAfter: 30, hang: true }],
      timings: { idleTimeoutMs: 500 },
      expected: { reason: 'timeout', detail: /no byte for 500 ms/, ...LOST },
    },
  ];
}

/** Numbers that are no token counts are estimated, never believed. */
function oddUsage({ reply }: Dialect): Situation[] {
  const estimated = { input: PROMPT, output: Math.ceil(GOOD.length / 3), estimated: true };
  const odd = [-5, 1.5, 1e12, Number.NaN];
  return [
    { name: 'does not report its usage', steps: [reply(GOOD)], expected: { reason: null, ...estimated } },
    ...odd.map((input) => ({
      name: `reports ${input} tokens`,
      steps: [reply(GOOD, { input, output: 1 })],
      expected: { reason: null, ...estimated },
    })),
  ];
}

function serverError(status: number, type: string, headers: Record<string, string> = {}): ModelStep {
  return { status, headers, json: { type: 'error', error: { type, message: 'The server says no.' } } };
}

function overloaded(status: number): ModelStep {
  return serverError(status, 'overloaded_error');
}

const badGateway: ModelStep = { status: 502, raw: HTML, headers: { 'content-type': 'text/html' } };
