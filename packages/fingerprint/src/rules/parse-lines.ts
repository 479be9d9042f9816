import { RULE_LIMITS } from './limits.ts';
import { RuleFault, type RuleError, type RuleResult } from './rule-error.ts';

/** Reads one rule per line; blank lines and lines from `#` on are comments. All faulty lines are reported at once. */
export function parseLines<Rule>(
  text: string,
  parse: (line: string, number: number) => Rule,
): RuleResult<Rule> {
  const { textLengthMax, rulesMax, errorsMax } = RULE_LIMITS;
  if (text.length > textLengthMax)
    return fault(1, `The rules have ${text.length} characters; at most ${textLengthMax} are read.`);
  const rules: Rule[] = [];
  const errors: RuleError[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (rules.length === rulesMax) return fault(index + 1, `There are more than ${rulesMax} rules.`);
    try {
      rules.push(parse(line, index + 1));
    } catch (error) {
      if (!(error instanceof RuleFault)) throw error;
      errors.push({ line: index + 1, message: error.message });
      if (errors.length === errorsMax) break;
    }
  }
  return errors.length === 0 ? { ok: true, rules } : { ok: false, errors };
}

function fault(line: number, message: string): RuleResult<never> {
  return { ok: false, errors: [{ line, message }] };
}
