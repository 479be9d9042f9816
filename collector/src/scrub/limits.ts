import { LIMITS } from '@bugsage/core';

export const SCRUB_LIMITS = {
  /** Values nested deeper than an accepted event can be are not searched: they are filtered whole. */
  depthMax: LIMITS.jsonDepthMax + 2,
  /** Names that can stand before `=` or `:`; longer runs of word characters are no names. */
  inlineKeyLengthMax: 64,
  /** Keys whose answer is remembered. Real events use a few hundred; a flood of new ones starts it anew. */
  rememberedKeysMax: 4096,
  /** Longer keys are data, not names: they are judged without being remembered. */
  rememberedKeyLengthMax: 64,
  /** Texts that were searched and held nothing, for each kind of place; a flood of new ones starts it anew. */
  rememberedTextsMax: 4096,
  /** Longer texts are searched each time: they seldom repeat, and would make the memory that this takes matter. */
  rememberedTextLengthMax: 256,
  /**
   * Characters of one event that a project's patterns search, summed over the patterns. The slowest kind takes 0.4 us a
   * character, so this is 80 ms; text above it is filtered unread. Real events with ten patterns use a quarter.
   */
  ruleCharactersMax: 200_000,
} as const;
