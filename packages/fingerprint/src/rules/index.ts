export { compileGlob, type Glob } from './glob.ts';
export { applyStackTraceRules, type RuledEvent } from './apply-stack-trace-rules.ts';
export { matchFingerprintRule } from './match-fingerprint-rule.ts';
export { parseFingerprintRules, type FingerprintRule } from './parse-fingerprint-rules.ts';
export { parseStackTraceRules, type StackTraceRule } from './parse-stack-trace-rules.ts';
export type { RuleError, RuleResult } from './rule-error.ts';
