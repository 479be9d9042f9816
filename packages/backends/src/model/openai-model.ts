import OpenAI from 'openai';
import { zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';
import type { Model } from '../ports/model.ts';
import { assembleResponse } from './assemble-stream.ts';
import { classifyServerError } from './classify-failure.ts';
import { createModel } from './create-model.ts';
import { createGuardedFetch } from './guarded-fetch.ts';
import type { ModelTimings } from './limits.ts';
import { readEnvelope, tokenCount } from './read-envelope.ts';
import { failed, type Failure, type WireCall, type WireReply } from './wire.ts';

export type OpenAiSettings = {
  readonly name: string;
  /** Null for servers without keys: then no Authorization header is sent. */
  readonly apiKey: string | null;
  /** With the version, for example `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly outputTokensMax: number;
};

/** OpenAI over the Responses API, nothing stored there. Reasoning models refuse a temperature, so none is sent. */
export function openOpenAiModel(settings: OpenAiSettings, timings: ModelTimings): Model {
  const client = createOpenAiClient(settings, timings);
  return createModel(
    {
      provider: 'openai',
      name: settings.name,
      secrets: settings.apiKey === null ? [] : [settings.apiKey],
      send: async (call) => {
        const body = responseBody(call, settings);
        const response = await client.responses.create(body, { signal: call.signal }).asResponse();
        return readEnvelope(response, {
          schema: responseSchema,
          read: readResponse,
          assemble: assembleResponse,
          signal: call.signal,
        });
      },
    },
    timings,
  );
}

/** The SDK with everything it would take from environment variables of its own switched off. */
export function createOpenAiClient(settings: OpenAiSettings, timings: ModelTimings): OpenAI {
  return new OpenAI({
    apiKey: settings.apiKey ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: settings.baseUrl,
    // Retries and deadlines are ours: the SDK would also retry timeouts and exhausted quota.
    maxRetries: 0,
    timeout: timings.deadlineMs,
    fetch: createGuardedFetch({
      idleTimeoutMs: timings.idleTimeoutMs,
      withoutKey: settings.apiKey === null,
    }),
    // Its log shows prompts.
    logLevel: 'off',
  });
}

function responseBody(
  call: WireCall,
  settings: OpenAiSettings,
): OpenAI.Responses.ResponseCreateParamsStreaming {
  return {
    model: settings.name,
    stream: true,
    instructions: call.system,
    input: call.turns.map(({ role, text }) => ({ role, content: text })),
    text: { format: zodTextFormat(call.schema, call.schemaName) },
    max_output_tokens: settings.outputTokensMax,
    store: false,
  };
}

const responseSchema = z.object({
  object: z.literal('response'),
  status: z.string(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish().catch(null),
  error: z.object({ code: z.string().catch(''), message: z.string().catch('') }).nullish(),
  output: z.array(
    z.object({
      type: z.string(),
      content: z
        .array(z.object({ type: z.string(), text: z.string().optional(), refusal: z.string().optional() }))
        .nullish()
        .catch(null),
    }),
  ),
  usage: z
    .object({
      input_tokens: tokenCount,
      output_tokens: tokenCount,
      input_tokens_details: z
        .object({ cached_tokens: tokenCount.nullish(), cache_write_tokens: tokenCount.nullish() })
        .nullish(),
    })
    .nullish()
    .catch(null),
});

function readResponse(response: z.infer<typeof responseSchema>): WireReply {
  const parts = response.output.flatMap((item) => (item.type === 'message' ? (item.content ?? []) : []));
  const { usage } = response;
  return {
    text: parts.map((part) => (part.type === 'output_text' ? (part.text ?? '') : '')).join(''),
    failure:
      statusFailure(response) ?? refusalFailure(parts.find((part) => part.type === 'refusal')?.refusal),
    counts: usage
      ? splitInput({
          inputTokens: usage.input_tokens,
          cacheReadTokens: usage.input_tokens_details?.cached_tokens ?? 0,
          cacheWriteTokens: usage.input_tokens_details?.cache_write_tokens ?? 0,
          outputTokens: usage.output_tokens,
        })
      : null,
  };
}

/** OpenAI's input includes what came from and went to the cache; our parts do not overlap. */
export function splitInput(counts: NonNullable<WireReply['counts']>): NonNullable<WireReply['counts']> {
  const fresh = counts.inputTokens - counts.cacheReadTokens - counts.cacheWriteTokens;
  return { ...counts, inputTokens: Math.max(0, fresh) };
}

/** A refusal in a block of its own; undefined when the model did not refuse. */
export function refusalFailure(refusal: string | null | undefined): Failure | null {
  if (refusal === null || refusal === undefined) return null;
  return failed('refused', `The model refused: ${refusal}`, { status: 200, mayBeBilled: true });
}

function statusFailure(response: z.infer<typeof responseSchema>): Failure | null {
  const more = { status: 200, mayBeBilled: true };
  if (response.status === 'completed') return null;
  if (response.status === 'failed') {
    const { code = '', message = '' } = response.error ?? {};
    return {
      ...classifyServerError({ status: 200, codes: [code], message, retryAfterMs: null }),
      mayBeBilled: true,
    };
  }
  const reason = response.incomplete_details?.reason;
  if (response.status === 'incomplete' && reason === 'content_filter') {
    return failed('refused', "The answer was stopped by the provider's content filter.", more);
  }
  if (response.status === 'incomplete') {
    return failed('truncated', `The answer was cut: ${reason ?? 'no reason given'}.`, more);
  }
  return failed('unavailable', `The answer is not finished: status ${response.status}.`, more);
}
