/**
 * The way of an event, as a closed list of words. Files, functions, metric labels, outcomes and doc headings use
 * these and no synonyms, so that one search finds everything about one step.
 */
export const STAGES = [
  'capture',
  'transport',
  'receive',
  'normalize',
  'symbolicate',
  'fingerprint',
  'dedupe',
  'store',
  'publish',
  'analyze',
  'fix',
  'verify',
  'notify',
  'query',
] as const;

export type Stage = (typeof STAGES)[number];
