import { compileGlob, type Glob } from './glob.ts';
import { RULE_LIMITS } from './limits.ts';
import { RuleFault } from './rule-error.ts';
import type { RuleScanner } from './rule-scanner.ts';

/** What a matcher looks at. Matchers of one group have to hold on the same exception, or the same frame. */
export type MatcherGroup = 'exception' | 'frame' | 'event' | 'tags';

export type MatcherKey =
  | 'type'
  | 'value'
  | 'mechanism'
  | 'function'
  | 'module'
  | 'path'
  | 'package'
  | 'app'
  | 'category'
  | 'message'
  | 'logger'
  | 'level'
  | 'family'
  | 'sdk'
  | 'release'
  | `tags.${string}`;

export type Matcher = {
  readonly key: MatcherKey;
  readonly group: MatcherGroup;
  readonly isNegated: boolean;
  readonly glob: Glob;
};

/** Names under which people write keys, and what they mean. */
const KEYS: Readonly<Record<string, readonly [MatcherKey, MatcherGroup]>> = {
  type: ['type', 'exception'],
  'error.type': ['type', 'exception'],
  value: ['value', 'exception'],
  'error.value': ['value', 'exception'],
  mechanism: ['mechanism', 'exception'],
  'error.mechanism': ['mechanism', 'exception'],
  function: ['function', 'frame'],
  'stack.function': ['function', 'frame'],
  module: ['module', 'frame'],
  'stack.module': ['module', 'frame'],
  path: ['path', 'frame'],
  'stack.abs_path': ['path', 'frame'],
  package: ['package', 'frame'],
  'stack.package': ['package', 'frame'],
  app: ['app', 'frame'],
  category: ['category', 'frame'],
  family: ['family', 'event'],
  message: ['message', 'event'],
  logger: ['logger', 'event'],
  level: ['level', 'event'],
  sdk: ['sdk', 'event'],
  'sdk.name': ['sdk', 'event'],
  release: ['release', 'event'],
};

const MATCHER_START = /!?[A-Za-z][\w.-]{0,200}:/y;

/** `key:pattern`, `!key:"pattern"`; null when something else comes next. `allowed` are the keys of the grammar. */
export function parseMatcher(scanner: RuleScanner, allowed: ReadonlySet<string>, stops = ''): Matcher | null {
  const start = scanner.match(MATCHER_START);
  if (start === null) return null;
  const isNegated = start.startsWith('!');
  const name = start.slice(isNegated ? 1 : 0, -1);
  const isTag = name.startsWith('tags.') && allowed.has('tags');
  const found: readonly [MatcherKey, MatcherGroup] | undefined = isTag
    ? [name as `tags.${string}`, 'tags']
    : Object.hasOwn(KEYS, name)
      ? KEYS[name]
      : undefined;
  if (found === undefined || (!isTag && !allowed.has(found[0])))
    throw new RuleFault(`\`${name}\` is nothing to match by. Possible are: ${possibleKeys(allowed)}.`);
  const [key, group] = found;
  return { key, group, isNegated, glob: globOf(key, scanner.value(stops)) };
}

export function parseMatchers(scanner: RuleScanner, allowed: ReadonlySet<string>): readonly Matcher[] {
  const matchers: Matcher[] = [];
  for (let next = parseMatcher(scanner, allowed); next !== null; next = parseMatcher(scanner, allowed))
    matchers.push(next);
  const { matchersPerRuleMax } = RULE_LIMITS;
  if (matchers.length > matchersPerRuleMax)
    throw new RuleFault(
      `A rule has ${matchers.length} matchers; at most ${matchersPerRuleMax} are possible.`,
    );
  if (matchers.length === 0)
    throw new RuleFault(`Expected a matcher as \`type:TypeError\` ${scanner.place()}.`);
  return matchers;
}

function possibleKeys(allowed: ReadonlySet<string>): string {
  return [...allowed].map((key) => (key === 'tags' ? 'tags.<name>' : key)).join(', ');
}

function globOf(key: MatcherKey, pattern: string): Glob {
  if (key === 'path' || key === 'package') return compileGlob(pattern, { ignoresCase: true, isPath: true });
  if (key === 'app') return yesOrNo(pattern);
  if (key === 'family')
    return oneOf(
      pattern
        .toLowerCase()
        .split(',')
        .map((family) => family.trim()),
    );
  return compileGlob(pattern, { ignoresCase: key === 'message' || key === 'value' || key === 'level' });
}

const YES: ReadonlySet<string> = new Set(['1', 'yes', 'true']);
const NO: ReadonlySet<string> = new Set(['0', 'no', 'false']);

function yesOrNo(pattern: string): Glob {
  const word = pattern.toLowerCase();
  if (!YES.has(word) && !NO.has(word))
    throw new RuleFault(`\`app\` is yes or no, not \`${pattern.slice(0, 40)}\`.`);
  return { pattern, test: (value) => (value === 'yes') === YES.has(word) };
}

const FAMILIES: ReadonlySet<string> = new Set(['native', 'javascript', 'other', 'all']);

function oneOf(families: readonly string[]): Glob {
  const unknown = families.find((family) => !FAMILIES.has(family));
  if (unknown !== undefined)
    throw new RuleFault(`\`family\` is native, javascript, other or all, not \`${unknown.slice(0, 40)}\`.`);
  return {
    pattern: families.join(','),
    test: (value) => families.includes('all') || families.includes(value),
  };
}
