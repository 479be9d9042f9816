import { RULE_LIMITS } from './limits.ts';
import { parseMatchers, type Matcher } from './matcher.ts';
import { parseLines } from './parse-lines.ts';
import { RuleFault, type RuleResult } from './rule-error.ts';
import { RuleScanner } from './rule-scanner.ts';

/** Events that all matchers hold on get these values as their fingerprint, and the title. */
export type FingerprintRule = {
  /** The rule's line in the text, from 1. */
  readonly line: number;
  readonly text: string;
  readonly matchers: readonly Matcher[];
  /** Literals and `{{ variables }}`; `{{ default }}` keeps the usual key and divides it further. */
  readonly values: readonly string[];
  /** Shown instead of the usual title, variables filled in; null when the rule sets none. */
  readonly title: string | null;
};

const KEYS: ReadonlySet<string> = new Set([
  'type',
  'value',
  'message',
  'level',
  'logger',
  'release',
  'sdk',
  'family',
  'function',
  'module',
  'path',
  'package',
  'app',
  'tags',
]);

/**
 * Reads fingerprint rules in Sentry's grammar, one a line; the first that matches an event decides:
 * `type:DatabaseError stack.module:"shop.*" -> database-down, {{ transaction }} title="Database is down"`.
 */
export function parseFingerprintRules(text: string): RuleResult<FingerprintRule> {
  return parseLines(text, (line, number) => {
    const scanner = new RuleScanner(line);
    const matchers = parseMatchers(scanner, KEYS);
    scanner.expect('->');
    return { line: number, text: line, matchers, ...parseTarget(scanner) };
  });
}

function parseTarget(scanner: RuleScanner): { values: readonly string[]; title: string | null } {
  const values: string[] = [];
  let title: string | null = null;
  while (!scanner.isAtEnd) {
    const attribute = scanner.match(/[A-Za-z_][\w.-]{0,64}="/y);
    if (attribute === null) {
      values.push(scanner.value(','));
      scanner.accept(',');
      continue;
    }
    const name = attribute.slice(0, -2);
    if (name !== 'title')
      throw new RuleFault(`\`${name}\` is no attribute of a fingerprint; only \`title\` is.`);
    title = scanner.closeQuote();
  }
  if (values.length === 0) throw new RuleFault('Expected the fingerprint after `->`.');
  const { valuesPerRuleMax } = RULE_LIMITS;
  if (values.length > valuesPerRuleMax)
    throw new RuleFault(
      `A fingerprint has ${values.length} values; at most ${valuesPerRuleMax} are possible.`,
    );
  return { values, title };
}
