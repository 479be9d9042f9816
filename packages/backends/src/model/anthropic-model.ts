import Anthropic from '@anthropic-ai/sdk';
import { zodOutputFormat } from '@anthropic-ai/sdk/helpers/zod';
import { z } from 'zod';
import type { Model } from '../ports/model.ts';
import { assembleMessage } from './assemble-stream.ts';
import { createModel } from './create-model.ts';
import { effortOf } from './default-models.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { ModelTimings } from './limits.ts';
import { readEnvelope, tokenCount } from './read-envelope.ts';
import { failed, type Failure, type WireCall, type WireReply } from './wire.ts';

export type AnthropicSettings = {
  readonly name: string;
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly outputTokensMax: number;
};

/** Claude over the Messages API, version 2026-10-21, with structured output. Its stable types have no temperature. */
export function openAnthropicModel(settings: AnthropicSettings, timings: ModelTimings): Model {
  const client = new Anthropic({
    // Explicit, or the SDK looks for a developer's profile on disk.
    apiKey: settings.apiKey,
    baseURL: settings.baseUrl,
    webhookKey: null,
    // Retries and deadlines are ours: the SDK would also retry timeouts and exhausted credit.
    maxRetries: 0,
    timeout: timings.deadlineMs,
    fetch: createGuardedFetch(timings),
    // Its log shows prompts, its traces could.
    logLevel: 'off',
    openTelemetry: false,
  });
  return createModel(
    {
      provider: 'anthropic',
      name: settings.name,
      secrets: [settings.apiKey],
      send: async (call) => {
        const body = messageBody(call, settings);
        const response = await client.messages.create(body, { signal: call.signal }).asResponse();
        return readEnvelope(response, {
          schema: messageSchema,
          read: readMessage,
          assemble: assembleMessage,
          signal: call.signal,
        });
      },
    },
    timings,
  );
}

function messageBody(call: WireCall, settings: AnthropicSettings): Anthropic.MessageCreateParamsStreaming {
  const effort = effortOf(settings.name);
  return {
    model: settings.name,
    stream: true,
    max_tokens: settings.outputTokensMax,
    system: [{ type: 'text', text: call.system, cache_control: { type: 'ephemeral' } }],
    messages: call.turns.map(({ role, text }, index) => {
      // The end of a conversation is the start of its next question: what came before is read from the cache.
      const isEnd = call.turns.length > 1 && index === call.turns.length - 1;
      const block = { type: 'text', text, cache_control: { type: 'ephemeral' } } as const;
      return { role, content: isEnd ? [block] : text };
    }),
    output_config: {
      format: zodOutputFormat(call.schema),
      ...(effort === undefined ? {} : { effort }),
    },
  };
}

const messageSchema = z.object({
  type: z.literal('message'),
  content: z.array(z.object({ type: z.string(), text: z.string().optional() })),
  stop_reason: z.string().nullable(),
  stop_details: z.object({ category: z.string().nullish() }).nullish().catch(null),
  usage: z
    .object({
      input_tokens: tokenCount,
      output_tokens: tokenCount,
      cache_creation_input_tokens: tokenCount.nullish(),
      cache_read_input_tokens: tokenCount.nullish(),
    })
    .nullable()
    .catch(null),
});

function readMessage(message: z.infer<typeof messageSchema>): WireReply {
  const { usage } = message;
  return {
    text: message.content.map((block) => (block.type === 'text' ? (block.text ?? '') : '')).join(''),
    failure: stopFailure(message),
    counts: usage && {
      inputTokens: usage.input_tokens,
      cacheReadTokens: usage.cache_read_input_tokens ?? 0,
      cacheWriteTokens: usage.cache_creation_input_tokens ?? 0,
      outputTokens: usage.output_tokens,
    },
  };
}

function stopFailure(message: z.infer<typeof messageSchema>): Failure | null {
  const { stop_reason: stopReason, stop_details: details } = message;
  const more = { status: 200, mayBeBilled: true };
  if (stopReason === 'refusal') {
    return failed('refused', `The model refused (${details?.category ?? 'no category given'}).`, more);
  }
  if (stopReason === 'max_tokens' || stopReason === 'model_context_window_exceeded') {
    return failed('truncated', `The answer was cut: ${stopReason}.`, more);
  }
  if (stopReason === 'end_turn' || stopReason === 'stop_sequence') return null;
  return failed('unavailable', `The answer is not finished: stop reason ${stopReason}.`, more);
}
