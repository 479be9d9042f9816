import { parseMatcher, parseMatchers, type Matcher } from './matcher.ts';
import { parseLines } from './parse-lines.ts';
import { RuleFault, type RuleResult } from './rule-error.ts';
import { RuleScanner } from './rule-scanner.ts';

/** Sets whether frames belong to the application, or take part in grouping. */
export type FrameAction = {
  readonly kind: 'frames';
  /** `here` the matching frame, `up` those nearer to the crash, `down` its callers. */
  readonly range: 'here' | 'up' | 'down';
  /** `prefix` and `sentinel` belong to groupings with several levels; they are read and change nothing. */
  readonly flag: 'app' | 'group' | 'prefix' | 'sentinel';
  readonly value: boolean;
};
/** Sets a number of the whole stack, or the category of the frame. */
export type VariableAction =
  | { readonly kind: 'max-frames' | 'min-frames' | 'invert-stacktrace'; readonly value: number }
  | { readonly kind: 'category'; readonly value: string };

export type StackTraceRule = {
  /** The rule's line in the text, from 1. */
  readonly line: number;
  readonly text: string;
  readonly matchers: readonly Matcher[];
  /** Has to hold on the frame that called the matching one; null when it does not matter. */
  readonly caller: Matcher | null;
  /** Has to hold on the frame that the matching one called. */
  readonly callee: Matcher | null;
  readonly actions: readonly (FrameAction | VariableAction)[];
};

const KEYS: ReadonlySet<string> = new Set([
  'function',
  'module',
  'path',
  'package',
  'app',
  'category',
  'family',
  'type',
  'value',
  'mechanism',
]);

/**
 * Reads stack-trace rules in Sentry's grammar, one a line; all are applied in their order:
 * `stack.abs_path:**\/vendor/** -app`, `[function:main] | function:run v-group`, `family:native max-frames=3`.
 */
export function parseStackTraceRules(text: string): RuleResult<StackTraceRule> {
  return parseLines(text, (line, number) => {
    const scanner = new RuleScanner(line);
    const caller = parseNeighbour(scanner);
    if (caller !== null) scanner.expect('|');
    const matchers = parseMatchers(scanner, KEYS);
    const callee = scanner.accept('|') ? parseNeighbour(scanner) : null;
    return { line: number, text: line, matchers, caller, callee, actions: parseActions(scanner) };
  });
}

function parseNeighbour(scanner: RuleScanner): Matcher | null {
  if (!scanner.accept('[')) return null;
  const matcher = parseMatcher(scanner, KEYS, ']');
  if (matcher === null) throw new RuleFault(`Expected a matcher inside \`[ ]\` ${scanner.place()}.`);
  scanner.expect(']');
  return matcher;
}

function parseActions(scanner: RuleScanner): readonly (FrameAction | VariableAction)[] {
  const actions: (FrameAction | VariableAction)[] = [];
  while (!scanner.isAtEnd && !scanner.rest.startsWith('#')) actions.push(parseAction(scanner));
  if (actions.length === 0) throw new RuleFault('The rule has no action as `-app` or `+group`.');
  return actions;
}

const RANGES: Readonly<Record<string, FrameAction['range']>> = { '^': 'up', v: 'down' };
const NUMBERS = { 'max-frames': 1000, 'min-frames': 1000, 'invert-stacktrace': 1 } as const;

function parseAction(scanner: RuleScanner): FrameAction | VariableAction {
  const word = scanner.value();
  const flags = /^([\^v]?)([+-])(app|group|prefix|sentinel)$/.exec(word);
  if (flags !== null) {
    const [, range = '', sign, flag] = flags;
    return {
      kind: 'frames',
      range: RANGES[range] ?? 'here',
      flag: flag as FrameAction['flag'],
      value: sign === '+',
    };
  }
  const equals = word.indexOf('=');
  const name = word.slice(0, Math.max(0, equals));
  const value = word.slice(equals + 1);
  if (name === 'category' && /^[\w.-]{1,64}$/.test(value)) return { kind: 'category', value };
  if (Object.hasOwn(NUMBERS, name)) return numberAction(name as keyof typeof NUMBERS, value);
  throw new RuleFault(
    `\`${word.slice(0, 40)}\` is no action. Possible are +app, -app, +group, -group, each after ^ or v for frames ` +
      'nearer to the crash or further away, max-frames=, min-frames=, invert-stacktrace= and category=.',
  );
}

function numberAction(kind: keyof typeof NUMBERS, value: string): VariableAction {
  const max = NUMBERS[kind];
  if (!/^\d{1,4}$/.test(value) || Number(value) > max)
    throw new RuleFault(`\`${kind}\` takes a number from 0 to ${max}, not \`${value.slice(0, 40)}\`.`);
  return { kind, value: Number(value) };
}
