import type { Configuration } from '@bugsage/core';
import { ok, warning, type Finding } from './check.ts';

/** Settings that are valid and still not what people usually want. Wrong ones end every command before this. */
export function checkConfiguration(configuration: Configuration): Finding[] {
  return [checkAddress(configuration), checkModel(configuration)];
}

function checkAddress(configuration: Configuration): Finding {
  const { BUGSAGE_HOST: host, BUGSAGE_PUBLIC_URL: url } = configuration;
  const isLocal = host === '127.0.0.1' || host === 'localhost' || host === '::1';
  if (url?.startsWith('https:') === true) return ok('address', `people use ${url}`);
  if (isLocal && url === undefined)
    return ok('address', `${host}: reached from this machine only (BUGSAGE_HOST, BUGSAGE_PUBLIC_URL)`);
  return warning(
    'address',
    `${url ?? host} is reached without TLS: passwords and events can be read on the way. Put a proxy with TLS before it and set BUGSAGE_PUBLIC_URL to its https address.`,
  );
}

function checkModel(configuration: Configuration): Finding {
  const {
    BUGSAGE_AI_PROVIDER: provider,
    ANTHROPIC_API_KEY: anthropic,
    OPENAI_API_KEY: openai,
  } = configuration;
  const base = configuration.OPENAI_BASE_URL;
  const needed = { anthropic, openai, 'openai-compatible': base, auto: anthropic ?? openai, none: undefined };
  if (needed[provider] !== undefined) return ok('model', `${provider}, at most ${budget(configuration)}`);
  if (provider === 'auto' || provider === 'none')
    return ok('model', 'none: issues are analyzed by the deterministic engine');
  return warning(
    'model',
    `${provider} is chosen, and its key or address is not set: the deterministic engine answers alone.`,
  );
}

function budget(configuration: Configuration): string {
  return `${configuration.BUGSAGE_AI_BUDGET_USD_PER_DAY} US dollars a day and project`;
}
