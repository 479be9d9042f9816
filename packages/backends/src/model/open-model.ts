import { BugSageError, type Configuration } from '@bugsage/core';
import type { Model } from '../ports/model.ts';
import { DEFAULT_MODELS } from './default-models.ts';
import { MODEL_TIMINGS, type ModelTimings } from './limits.ts';

export type ModelConfiguration = Pick<
  Configuration,
  | 'ANTHROPIC_API_KEY'
  | 'ANTHROPIC_BASE_URL'
  | 'OPENAI_API_KEY'
  | 'OPENAI_BASE_URL'
  | 'BUGSAGE_AI_PROVIDER'
  | 'BUGSAGE_AI_MODEL'
  | 'BUGSAGE_AI_MAX_TOKENS'
  | 'BUGSAGE_AI_TEMPERATURE'
>;

/**
 * The configured model, or null when there is none: then the deterministic engine answers alone. Opens no connection.
 * A provider's package is loaded when it is chosen: each takes 10 to 15 MB. Throws a `BugSageError` `invalid_configuration` when the chosen provider lacks its key, address or model name.
 */
export async function openModel(
  configuration: ModelConfiguration,
  timings: ModelTimings = MODEL_TIMINGS,
): Promise<Model | null> {
  const provider =
    configuration.BUGSAGE_AI_PROVIDER === 'auto'
      ? chooseProvider(configuration)
      : configuration.BUGSAGE_AI_PROVIDER;
  if (provider === 'none') return null;
  if (provider === 'anthropic') return openAnthropic(configuration, timings);
  if (provider === 'openai') return openOpenAi(configuration, timings);
  return openCompatible(configuration, timings);
}

/** Anthropic, then OpenAI, by whose key is set; a foreign `OPENAI_BASE_URL` makes that key one of a compatible server. */
function chooseProvider(
  configuration: ModelConfiguration,
): 'anthropic' | 'openai' | 'openai-compatible' | 'none' {
  const { OPENAI_API_KEY, OPENAI_BASE_URL } = configuration;
  if (configuration.ANTHROPIC_API_KEY !== undefined) return 'anthropic';
  const isOpenAi =
    OPENAI_BASE_URL === undefined || /(^|\.)openai\.com$/.test(new URL(OPENAI_BASE_URL).hostname);
  if (!isOpenAi) return 'openai-compatible';
  return OPENAI_API_KEY === undefined ? 'none' : 'openai';
}

async function openAnthropic(configuration: ModelConfiguration, timings: ModelTimings): Promise<Model> {
  const apiKey = configuration.ANTHROPIC_API_KEY ?? missing('anthropic', 'ANTHROPIC_API_KEY');
  const settings = {
    apiKey,
    name: configuration.BUGSAGE_AI_MODEL ?? DEFAULT_MODELS.anthropic,
    baseUrl: configuration.ANTHROPIC_BASE_URL ?? 'https://api.anthropic.com',
    outputTokensMax: configuration.BUGSAGE_AI_MAX_TOKENS,
  };
  return (await import('./anthropic-model.ts')).openAnthropicModel(settings, timings);
}

async function openOpenAi(configuration: ModelConfiguration, timings: ModelTimings): Promise<Model> {
  const apiKey = configuration.OPENAI_API_KEY ?? missing('openai', 'OPENAI_API_KEY');
  const settings = {
    apiKey,
    name: configuration.BUGSAGE_AI_MODEL ?? DEFAULT_MODELS.openai,
    baseUrl: configuration.OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
    outputTokensMax: configuration.BUGSAGE_AI_MAX_TOKENS,
  };
  return (await import('./openai-model.ts')).openOpenAiModel(settings, timings);
}

async function openCompatible(configuration: ModelConfiguration, timings: ModelTimings): Promise<Model> {
  const settings = {
    apiKey: configuration.OPENAI_API_KEY ?? null,
    name: configuration.BUGSAGE_AI_MODEL ?? missing('openai-compatible', 'BUGSAGE_AI_MODEL'),
    baseUrl: configuration.OPENAI_BASE_URL ?? missing('openai-compatible', 'OPENAI_BASE_URL'),
    outputTokensMax: configuration.BUGSAGE_AI_MAX_TOKENS,
    temperature: configuration.BUGSAGE_AI_TEMPERATURE,
  };
  return (await import('./openai-compatible-model.ts')).openOpenAiCompatibleModel(settings, timings);
}

function missing(provider: string, variable: keyof ModelConfiguration): never {
  throw new BugSageError({
    kind: 'invalid_input',
    code: 'invalid_configuration',
    message: `The model provider "${provider}" needs ${variable}, which is not set. Set it, or BUGSAGE_AI_PROVIDER=none.`,
  });
}
