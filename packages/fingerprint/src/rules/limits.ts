/** Bounds of rule texts. They are written by members of a project, and run on every event of it. */
export const RULE_LIMITS = {
  /** Sentry's own base rules have 287 lines and 14 KB; a project adds a few dozen. */
  textLengthMax: 128 * 1024,
  rulesMax: 1000,
  matchersPerRuleMax: 16,
  valuesPerRuleMax: 16,
  /** Longer patterns are refused: a match costs at most this times the length of the value. */
  patternLengthMax: 256,
  /** Errors that are reported of one text; more help nobody. */
  errorsMax: 50,
  /** Text that patterns are compared with; what tells values apart stands at their start. */
  valueReadLengthMax: 2048,
} as const;
