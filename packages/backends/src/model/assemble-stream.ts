import { z } from 'zod';
import { DONE } from './server-sent-events.ts';

/** What the events of a stream amount to. */
export type Assembled = {
  /** As the same call is answered without streaming; the body of an error when the server sent one. */
  readonly envelope: unknown;
  /** False when the stream ended before the answer did. */
  readonly finished: boolean;
  /** An error in mid-stream, behind whatever came before it. */
  readonly error: unknown;
};

export type Assemble = (events: readonly unknown[]) => Assembled;

/** Answers have a thinking block and a text block; more is a server that plays. */
const BLOCKS_MAX = 200;

const messageEvent = z.object({
  type: z.string(),
  index: z.int().min(0).max(BLOCKS_MAX).nullish().catch(null),
  message: z
    .looseObject({ usage: z.looseObject({}).nullish().catch(null) })
    .nullish()
    .catch(null),
  content_block: z.looseObject({ type: z.string(), text: z.string().nullish() }).nullish().catch(null),
  delta: z
    .looseObject({ text: z.string().nullish().catch(null) })
    .nullish()
    .catch(null),
  usage: z.looseObject({}).nullish().catch(null),
});

/** Anthropic's Messages: blocks grow by deltas, and the end brings stop reason and output tokens. */
export function assembleMessage(events: readonly unknown[]): Assembled {
  const blocks: { type: string; text: string }[] = [];
  let [message, stop, usage]: Record<string, unknown>[] = [{}, {}, {}];
  let finished = false;
  let error: unknown = null;
  for (const each of events) {
    const { data: event } = messageEvent.safeParse(each);
    if (event === undefined) continue;
    if (event.type === 'message_start' && event.message) {
      message = event.message;
      usage = { ...event.message.usage };
    }
    if (event.type === 'content_block_start' && event.content_block)
      blocks[event.index ?? 0] = { ...event.content_block, text: event.content_block.text ?? '' };
    if (event.type === 'content_block_delta') {
      const block = blocks[event.index ?? 0];
      if (block !== undefined) block.text += event.delta?.text ?? '';
    }
    if (event.type === 'message_delta') {
      stop = { ...event.delta };
      usage = { ...usage, ...withoutNulls(event.usage ?? {}) };
    }
    if (event.type === 'message_stop') finished = true;
    if (event.type === 'error') error = each;
  }
  const content = [...blocks].filter((block) => block !== undefined);
  return { envelope: { stop_reason: null, ...message, ...stop, content, usage }, finished, error };
}

/** A count that is not repeated comes as null. */
function withoutNulls(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));
}

const responseEvent = z.object({
  type: z.string(),
  response: z.looseObject({}).nullish().catch(null),
  delta: z.string().nullish().catch(null),
});

const RESPONSE_ENDS = new Set(['response.completed', 'response.failed', 'response.incomplete']);

/** OpenAI's Responses: the last event carries the whole response. */
export function assembleResponse(events: readonly unknown[]): Assembled {
  let text = '';
  let last: unknown = null;
  let error: unknown = null;
  for (const each of events) {
    const { data: event } = responseEvent.safeParse(each);
    if (event === undefined) continue;
    if (event.type === 'response.output_text.delta') text += event.delta ?? '';
    if (RESPONSE_ENDS.has(event.type)) last = event.response;
    // The fields of an error stand in the event itself.
    if (event.type === 'error') error = { error: each };
  }
  const begun = {
    object: 'response',
    status: 'in_progress',
    output: [{ type: 'message', content: [{ type: 'output_text', text }] }],
  };
  return { envelope: last ?? begun, finished: last !== null, error };
}

const chunkEvent = z.object({
  choices: z
    .array(
      z.object({
        delta: z
          .object({ content: z.string().nullish().catch(null), refusal: z.string().nullish().catch(null) })
          .nullish()
          .catch(null),
        finish_reason: z.string().nullish().catch(null),
      }),
    )
    .nullish()
    .catch(null),
  usage: z.looseObject({}).nullish().catch(null),
  error: z.unknown().optional(),
});

/** Chat completions: the usage comes in a chunk of its own, and not from every server. */
export function assembleCompletion(events: readonly unknown[]): Assembled {
  let [content, refusal]: (string | null)[] = ['', null];
  let finishReason: string | null = null;
  let usage: unknown = null;
  let finished = false;
  let error: unknown = null;
  for (const each of events) {
    if (each === DONE) finished = true;
    const { data: chunk } = chunkEvent.safeParse(each);
    if (chunk === undefined) continue;
    if (chunk.error !== undefined) error = each;
    const [choice] = chunk.choices ?? [];
    content += choice?.delta?.content ?? '';
    if (choice?.delta?.refusal) refusal = (refusal ?? '') + choice.delta.refusal;
    finishReason = choice?.finish_reason ?? finishReason;
    usage = chunk.usage ?? usage;
  }
  const choices = [{ finish_reason: finishReason, message: { content, refusal } }];
  return { envelope: { choices, usage }, finished: finished || finishReason !== null, error };
}
