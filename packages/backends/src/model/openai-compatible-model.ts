import type OpenAI from 'openai';
import { zodResponseFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { Model } from '../ports/model.ts';
import { assembleCompletion } from './assemble-stream.ts';
import { createModel } from './create-model.ts';
import type { ModelTimings } from './limits.ts';
import { createOpenAiClient, refusalFailure, splitInput, type OpenAiSettings } from './openai-model.ts';
import { createModeProbe } from './probe-response-mode.ts';
import { readEnvelope, tokenCount } from './read-envelope.ts';
import { failed, type Failure, type ResponseMode, type WireCall, type WireReply } from './wire.ts';

export type OpenAiCompatibleSettings = OpenAiSettings & { readonly temperature: number };

/**
 * Any server that speaks chat completions: Ollama, vLLM, llama.cpp, gateways. How it can be held to a schema is probed
 * once. Ollama cuts a prompt beyond its `num_ctx` in silence; only its operator can raise that.
 */
export function openOpenAiCompatibleModel(settings: OpenAiCompatibleSettings, timings: ModelTimings): Model {
  const client = createOpenAiClient(settings, timings);
  const probe = createModeProbe();
  return createModel(
    {
      provider: 'openai-compatible',
      name: settings.name,
      secrets: settings.apiKey === null ? [] : [settings.apiKey],
      prepare: (send) => probe.run(send),
      send: async (call) => {
        const body = completionBody(call, settings, call.mode ?? probe.mode());
        const response = await client.chat.completions.create(body, { signal: call.signal }).asResponse();
        return readEnvelope(response, {
          schema: completionSchema,
          read: readCompletion,
          assemble: assembleCompletion,
          signal: call.signal,
        });
      },
    },
    timings,
  );
}

function completionBody(
  call: WireCall,
  settings: OpenAiCompatibleSettings,
  mode: ResponseMode,
): OpenAI.Chat.ChatCompletionCreateParamsStreaming {
  const format = zodResponseFormat(call.schema, call.schemaName);
  const system =
    mode === 'json_schema' ? call.system : `${call.system}\n\n${shapeInWords(format.json_schema.schema)}`;
  return {
    model: settings.name,
    stream: true,
    // Without it the usage of a stream is not told.
    stream_options: { include_usage: true },
    messages: [
      { role: 'system', content: system },
      ...call.turns.map(({ role, text }) => ({ role, content: text })),
    ],
    // Not `max_completion_tokens`: servers of this kind know the older name.
    max_tokens: call.outputTokensMax ?? settings.outputTokensMax,
    temperature: settings.temperature,
    ...(mode === 'json_schema' ? { response_format: format } : {}),
    ...(mode === 'json_object' ? { response_format: { type: 'json_object' } } : {}),
  };
}

function shapeInWords(schema: unknown): string {
  return `Answer with one JSON object that matches this JSON Schema, and with nothing else:\n${JSON.stringify(schema)}`;
}

const completionSchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({
      prompt_tokens: tokenCount,
      completion_tokens: tokenCount,
      prompt_tokens_details: z.object({ cached_tokens: tokenCount.nullish() }).nullish(),
    })
    .nullish()
    .catch(null),
});

function readCompletion({ choices, usage }: z.infer<typeof completionSchema>): WireReply {
  const choice = choices[0];
  return {
    text: choice?.message.content ?? '',
    failure: finishFailure(choice?.finish_reason) ?? refusalFailure(choice?.message.refusal),
    counts: usage
      ? splitInput({
          inputTokens: usage.prompt_tokens,
          cacheReadTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
          cacheWriteTokens: 0,
          outputTokens: usage.completion_tokens,
        })
      : null,
  };
}

function finishFailure(reason: string | null | undefined): Failure | null {
  const more = { status: 200, mayBeBilled: true };
  if (reason === 'length') return failed('truncated', 'The answer was cut: length.', more);
  if (reason === 'content_filter') {
    return failed('refused', "The answer was stopped by the provider's content filter.", more);
  }
  // Some servers leave it out or invent words for a normal end; the schema judges the text.
  return null;
}
