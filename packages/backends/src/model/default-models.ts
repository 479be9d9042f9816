/**
 * The model that is asked when `BUGSAGE_AI_MODEL` is not set; that variable overrides the whole choice. Middle of each
 * provider's range in November 2026. A compatible server has no default: only its operator knows what it serves.
 */
export const DEFAULT_MODELS = {
  anthropic: 'claude-sonnet-5-5',
  openai: 'gpt-6.1-sol',
} as const;

/**
 * Claude 5 models think before they answer, at effort `high` unless told otherwise, and their thoughts count against the
 * output bound: at 8,000 tokens an answer would often be cut. Older models may refuse the field.
 */
export function effortOf(model: string): 'medium' | undefined {
  return /^claude-(opus|sonnet|haiku|fable)-5(-|$)/.test(model) ? 'medium' : undefined;
}
