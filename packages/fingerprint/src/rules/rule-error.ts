/** What is wrong in a text of rules; `line` counts from 1. */
export type RuleError = { readonly line: number; readonly message: string };

export type RuleResult<Rule> =
  | { readonly ok: true; readonly rules: readonly Rule[] }
  | { readonly ok: false; readonly errors: readonly RuleError[] };

/** A sentence about one line; caught by {@link parseLines}, which knows the line's number. */
export class RuleFault extends Error {}
