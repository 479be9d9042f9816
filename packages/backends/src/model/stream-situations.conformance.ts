import type { ModelStep } from '../testing/model-server.ts';
import { ANSWER, question, type Dialect } from './sample-question.conformance.ts';
import type { Situation } from './wire-situations.conformance.ts';

const GOOD = JSON.stringify(ANSWER);
const PROMPT = Math.ceil((question().system.length + question().user.length) / 3);

/** What goes wrong in the middle of a stream. Tokens are known only where the server told them at the start. */
export function brokenStreams({ name, reply }: Dialect): Situation[] {
  const exact = { input: 70, output: 30 };
  const good = reply(GOOD, exact);
  const tellsInput = name.startsWith('Anthropic');
  const events = good.sse ?? [];
  /** All but the end, which is the last three events at most. */
  const begun = events.slice(0, -3);
  const input = tellsInput ? exact.input : PROMPT;
  const said = { input, output: Math.ceil(textIn(begun).length / 3), estimated: true };
  const busy = { code: 'server_error', message: 'Too busy.' };
  const overload = { type: 'error', error: { type: 'overloaded_error', message: 'Too busy.' } };
  // OpenAI's Responses put the fields into the event itself.
  const told = name.startsWith('OpenAI') ? { type: 'error', ...busy } : overload;
  const error = `event: error\ndata: ${JSON.stringify(told)}\n\n`;
  const twice = { input: said.input * 2, output: said.output * 2, estimated: true };
  return [
    {
      name: 'ends early without an error, then whole',
      steps: [{ ...good, sse: begun }, good],
      expected: {
        reason: null,
        input: said.input + exact.input,
        output: said.output + exact.output,
        estimated: true,
      },
    },
    {
      name: 'ends early without an error twice',
      steps: [
        { ...good, sse: begun },
        { ...good, sse: begun },
      ],
      expected: { reason: 'unavailable', detail: /ended before the answer/, ...twice },
    },
    {
      name: 'has no event at all, twice',
      steps: [
        { ...good, sse: [] },
        { ...good, sse: [': nothing\n\n'] },
      ],
      expected: {
        reason: 'unavailable',
        detail: /ended before the answer/,
        input: 2 * PROMPT,
        output: 0,
        estimated: true,
      },
    },
    {
      name: 'is lost in mid-stream, then whole',
      steps: [{ ...good, cutAfter: lengthOf(begun) }, good],
      expected: {
        reason: null,
        input: said.input + exact.input,
        output: said.output + exact.output,
        estimated: true,
      },
    },
    {
      name: 'stalls in mid-stream: not retried, and what came is counted',
      steps: [{ ...good, cutAfter: lengthOf(begun), hang: true }],
      timings: { idleTimeoutMs: 2_000 },
      expected: { reason: 'timeout', detail: /no byte for 2000 ms/, ...said },
    },
    {
      name: 'is slow, and never silent for long',
      steps: [{ ...good, gapMs: 100 }],
      timings: { idleTimeoutMs: 2_000 },
      expected: { reason: null, ...exact },
    },
    {
      name: 'an error in mid-stream, then whole',
      steps: [{ ...good, sse: [...begun, error] }, good],
      expected: {
        reason: null,
        input: said.input + exact.input,
        output: said.output + exact.output,
        estimated: true,
      },
    },
    {
      name: 'an error instead of the first event, twice',
      steps: [streamOf(good, [error]), streamOf(good, [error])],
      expected: { reason: 'unavailable', detail: /Too busy/, input: 0, output: 0 },
    },
    {
      name: 'a stream without end',
      steps: [{ ...good, sse: [...begun, `: ${'x'.repeat(17 * 1024 * 1024)}\n`] }],
      expected: { reason: 'unavailable', detail: /more than 16777216 bytes/, ...said },
    },
    {
      name: 'events of other kinds, comments, and lines that end in every way',
      steps: [
        streamOf(good, [
          '\uFEFF: hello\r\n\r\n',
          'event: news\ndata: {"type":"news","choices":7}\n\n',
          'data: not json\n\n',
          ...events.map((event) => event.replaceAll('\n', '\r\n')),
        ]),
      ],
      expected: { reason: null, ...exact },
    },
  ];
}

function streamOf(step: ModelStep, sse: readonly string[]): ModelStep {
  return { ...step, sse };
}

function lengthOf(events: readonly string[]): number {
  return Buffer.byteLength(events.join(''));
}

/** The model's words in the events of any of the formats. */
function textIn(events: readonly string[]): string {
  type Delta = string | { text?: string; content?: string };
  return events
    .map((event) => {
      const data = JSON.parse(event.split('data: ')[1] ?? '{}') as {
        delta?: Delta;
        choices?: { delta: Delta }[];
      };
      const delta = data.delta ?? data.choices?.[0]?.delta ?? '';
      return typeof delta === 'string' ? delta : (delta.text ?? delta.content ?? '');
    })
    .join('');
}
