import { readConfiguration } from '@bugsage/core';
import { describe, expect, it } from 'vitest';
import { openModel } from './open-model.ts';

const open = (environment: Record<string, string>) => openModel(readConfiguration(environment));

describe('openModel', () => {
  it.each([
    [{}, null],
    [{ BUGSAGE_AI_PROVIDER: 'none', ANTHROPIC_API_KEY: 'a' }, null],
    [{ OPENAI_BASE_URL: 'https://eu.api.openai.com/v1' }, null],
    [
      { ANTHROPIC_API_KEY: 'a', OPENAI_API_KEY: 'o' },
      { provider: 'anthropic', name: 'claude-sonnet-5-5' },
    ],
    [{ OPENAI_API_KEY: 'o' }, { provider: 'openai', name: 'gpt-6.1-sol' }],
    [
      { OPENAI_API_KEY: 'o', BUGSAGE_AI_MODEL: 'gpt-5' },
      { provider: 'openai', name: 'gpt-5' },
    ],
    [
      { OPENAI_BASE_URL: 'http://localhost:11434/v1', BUGSAGE_AI_MODEL: 'llama3.3' },
      { provider: 'openai-compatible', name: 'llama3.3' },
    ],
    [
      // A key beside a foreign address belongs to that address.
      { OPENAI_API_KEY: 'o', OPENAI_BASE_URL: 'https://openai.com.example/v1', BUGSAGE_AI_MODEL: 'm' },
      { provider: 'openai-compatible', name: 'm' },
    ],
    [
      { OPENAI_API_KEY: 'o', ANTHROPIC_API_KEY: 'a', BUGSAGE_AI_PROVIDER: 'openai' },
      { provider: 'openai', name: 'gpt-6.1-sol' },
    ],
  ])('%j', async (environment, expected) => {
    const model = await open(environment);
    expect(model && { provider: model.provider, name: model.name }).toEqual(expected);
  });

  it.each([
    [{ BUGSAGE_AI_PROVIDER: 'anthropic' }, 'ANTHROPIC_API_KEY'],
    [{ BUGSAGE_AI_PROVIDER: 'openai' }, 'OPENAI_API_KEY'],
    [{ BUGSAGE_AI_PROVIDER: 'openai-compatible', BUGSAGE_AI_MODEL: 'm' }, 'OPENAI_BASE_URL'],
    [{ OPENAI_BASE_URL: 'http://localhost:11434/v1' }, 'BUGSAGE_AI_MODEL'],
  ])('%j says that %s is missing', async (environment, variable) => {
    await expect(open(environment)).rejects.toMatchObject({ code: 'invalid_configuration' });
    await expect(open(environment)).rejects.toThrow(variable);
  });
});
