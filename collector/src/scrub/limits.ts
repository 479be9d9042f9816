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
} as const;
