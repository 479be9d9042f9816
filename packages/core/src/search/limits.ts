/** Bounds of a search text, each with unit and reason. */
export const SEARCH_LIMITS = {
  /** Characters of the whole text: what people still read, and what fits in a URL. */
  lengthMax: 1_000,
  /** Conditions of one search; each is a condition of the query behind it. */
  termsMax: 30,
  /** Values of one `[a,b]`. */
  valuesMax: 20,
  /** `*` in one value: a pattern with many looks for each part again and again. */
  wildcardsMax: 5,
} as const;
