import type { ModelStep } from './model-server.ts';

/** Tokens of a scripted reply; absent: as a server that does not report them. */
export type ReplyUsage = { readonly input: number; readonly output: number; readonly cached?: number };

type Reply = { readonly text: string; readonly usage?: ReplyUsage | undefined };

/** A message of Anthropic's API that ended as `stopReason` says. */
export function anthropicReply(
  reply: Reply & { readonly stopReason?: string; readonly stopDetails?: object },
): ModelStep {
  const { text, usage, stopReason = 'end_turn', stopDetails } = reply;
  return {
    path: '/v1/messages',
    json: {
      id: 'msg_1',
      type: 'message',
      role: 'assistant',
      model: 'scripted',
      content: [
        { type: 'thinking', thinking: 'Not part of the answer.', signature: 'x' },
        { type: 'text', text },
      ],
      stop_reason: stopReason,
      ...(stopDetails === undefined ? {} : { stop_details: stopDetails }),
      stop_sequence: null,
      ...(usage === undefined
        ? {}
        : {
            usage: {
              input_tokens: usage.input,
              output_tokens: usage.output,
              cache_creation_input_tokens: 0,
              cache_read_input_tokens: usage.cached ?? 0,
            },
          }),
    },
  };
}

/** A response of OpenAI's Responses API. */
export function responsesReply(
  reply: Reply & {
    readonly status?: string;
    readonly incompleteReason?: string;
    readonly refusal?: string;
    readonly error?: object;
  },
): ModelStep {
  const { text, usage, refusal, status = 'completed' } = reply;
  const part =
    refusal === undefined ? { type: 'output_text', text, annotations: [] } : { type: 'refusal', refusal };
  return {
    path: '/v1/responses',
    json: {
      id: 'resp_1',
      object: 'response',
      status,
      error: reply.error ?? null,
      incomplete_details: reply.incompleteReason === undefined ? null : { reason: reply.incompleteReason },
      output: [
        { type: 'reasoning', id: 'rs_1', summary: [] },
        { type: 'message', id: 'msg_1', role: 'assistant', status, content: [part] },
      ],
      ...(usage === undefined
        ? {}
        : {
            usage: {
              // Cached tokens are a part of the input here.
              input_tokens: usage.input + (usage.cached ?? 0),
              input_tokens_details: { cached_tokens: usage.cached ?? 0 },
              output_tokens: usage.output,
              output_tokens_details: { reasoning_tokens: 0 },
            },
          }),
    },
  };
}

/** A chat completion as OpenAI-compatible servers send it. */
export function chatReply(
  reply: Reply & { readonly finishReason?: string; readonly refusal?: string },
): ModelStep {
  const { text, usage, refusal, finishReason = 'stop' } = reply;
  return {
    path: '/v1/chat/completions',
    json: {
      id: 'chatcmpl-1',
      object: 'chat.completion',
      model: 'scripted',
      choices: [
        {
          index: 0,
          finish_reason: finishReason,
          message: { role: 'assistant', content: text, ...(refusal === undefined ? {} : { refusal }) },
        },
      ],
      ...(usage === undefined
        ? {}
        : {
            usage: {
              prompt_tokens: usage.input + (usage.cached ?? 0),
              completion_tokens: usage.output,
              ...(usage.cached === undefined
                ? {}
                : { prompt_tokens_details: { cached_tokens: usage.cached } }),
            },
          }),
    },
  };
}
