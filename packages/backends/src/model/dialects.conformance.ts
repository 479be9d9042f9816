import { anthropicReply, chatReply, responsesReply } from '../testing/model-replies.ts';
import type { ModelStep } from '../testing/model-server.ts';
import { streamedReply } from '../testing/streamed-reply.ts';
import { openAnthropicModel } from './anthropic-model.ts';
import type { Dialect } from './sample-question.conformance.ts';
import { openOpenAiCompatibleModel } from './openai-compatible-model.ts';
import { openOpenAiModel } from './openai-model.ts';

const insufficientQuota: ModelStep = {
  status: 429,
  json: {
    error: {
      type: 'insufficient_quota',
      code: 'insufficient_quota',
      message: 'You exceeded your current quota, please check your plan and billing details.',
    },
  },
};

export const ANTHROPIC: Dialect = {
  name: 'Anthropic messages',
  open: ({ url, key, model, timings }) =>
    openAnthropicModel({ name: model, apiKey: key, baseUrl: url, outputTokensMax: 8_000 }, timings),
  model: 'claude-sonnet-5-5',
  prices: { input: 2, output: 10, cached: 0.2 },
  preamble: [],
  reply: (text, usage) => anthropicReply({ text, usage }),
  refusal: (usage) =>
    anthropicReply({ text: 'I cannot.', usage, stopReason: 'refusal', stopDetails: { category: 'cyber' } }),
  truncated: (text, usage) => anthropicReply({ text, usage, stopReason: 'max_tokens' }),
  outOfCredit: {
    status: 400,
    json: {
      type: 'error',
      error: {
        type: 'invalid_request_error',
        message: 'Your credit balance is too low to access the Anthropic API.',
      },
    },
  },
};

export const OPENAI: Dialect = {
  name: 'OpenAI responses',
  open: ({ url, key, model, timings }) =>
    openOpenAiModel({ name: model, apiKey: key, baseUrl: `${url}/v1`, outputTokensMax: 8_000 }, timings),
  model: 'gpt-6.1-sol',
  prices: { input: 2, output: 10, cached: 0.1 },
  preamble: [],
  reply: (text, usage) => responsesReply({ text, usage }),
  refusal: (usage) => responsesReply({ text: '', usage, refusal: 'I cannot.' }),
  truncated: (text, usage) =>
    responsesReply({ text, usage, status: 'incomplete', incompleteReason: 'max_output_tokens' }),
  outOfCredit: insufficientQuota,
};

export const COMPATIBLE: Dialect = {
  name: 'chat completions',
  open: ({ url, key, model, timings }) =>
    openOpenAiCompatibleModel(
      { name: model, apiKey: key, baseUrl: `${url}/v1`, outputTokensMax: 8_000, temperature: 0 },
      timings,
    ),
  model: 'gpt-4.1',
  prices: { input: 2, output: 8, cached: 0.5 },
  preamble: [chatReply({ text: '{"ready":true}', usage: { input: 0, output: 0 } })],
  reply: (text, usage) => chatReply({ text, usage }),
  refusal: (usage) => chatReply({ text: '', usage, refusal: 'I cannot.' }),
  truncated: (text, usage) => chatReply({ text, usage, finishReason: 'length' }),
  outOfCredit: insufficientQuota,
};

/** The same server, streaming what it says. */
export function streaming(dialect: Dialect): Dialect {
  return {
    ...dialect,
    name: `${dialect.name}, streamed`,
    streams: true,
    preamble: dialect.preamble.map(streamedReply),
    reply: (text, usage) => streamedReply(dialect.reply(text, usage)),
    refusal: (usage) => streamedReply(dialect.refusal(usage)),
    truncated: (text, usage) => streamedReply(dialect.truncated(text, usage)),
  };
}
