import { RULE_LIMITS } from './limits.ts';
import { RuleFault } from './rule-error.ts';

export type Glob = { readonly pattern: string; readonly test: (value: string) => boolean };

export type GlobStyle = {
  readonly ignoresCase?: boolean;
  /** Paths: `\` is `/`, `*` stays inside a folder, `**` crosses them, a relative value also counts from the root. */
  readonly isPath?: boolean;
};

/**
 * `*`, `?`, `[a-z]`, `[!a]` and `\` as escape; the whole value must match. Compared by a set of states, so that the
 * time is at most the pattern's length times the value's, whatever the pattern is. No regular expression is built.
 */
export function compileGlob(pattern: string, style: GlobStyle = {}): Glob {
  const { patternLengthMax, valueReadLengthMax } = RULE_LIMITS;
  if (pattern.length > patternLengthMax)
    throw new RuleFault(
      `A pattern has ${pattern.length} characters; at most ${patternLengthMax} are possible.`,
    );
  const steps = readSteps(folded(pattern, style, true), style.isPath === true);
  const literal = longestLiteral(steps);
  const matchesFolded = (value: string): boolean => value.includes(literal) && run(steps, value);
  const test = (value: string): boolean => {
    const text = folded(value.slice(0, valueReadLengthMax), style, false);
    if (matchesFolded(text)) return true;
    return style.isPath === true && !text.startsWith('/') && matchesFolded(`/${text}`);
  };
  return { pattern, test };
}

function folded(text: string, { ignoresCase, isPath }: GlobStyle, isPattern: boolean): string {
  const cased = ignoresCase === true ? text.toLowerCase() : text;
  if (isPath !== true) return cased;
  // In a pattern a backslash before a wildcard is its escape, elsewhere it parts folders.
  return isPattern ? cased.replaceAll(/\\(?![*?[\]{}\\])/g, '/') : cased.replaceAll('\\', '/');
}

/** One position of the pattern: a character test, or a run of any length of `loop` characters. */
type Step =
  | { readonly kind: 'literal'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'set'; readonly members: string; readonly isNegated: boolean }
  | { readonly kind: 'run'; readonly crossesFolders: boolean };

function readSteps(pattern: string, isPath: boolean): readonly Step[] {
  const steps: Step[] = [];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const close = character === '[' ? pattern.indexOf(']', at + 2) : -1;
    if (character === '\\' && at + 1 < pattern.length) {
      at += 1;
      steps.push({ kind: 'literal', character: pattern.charAt(at) });
    } else if (character === '*') {
      const isDouble = pattern[at + 1] === '*';
      while (pattern[at + 1] === '*') at += 1;
      // `**/` also stands for no folder at all: `src/**/a.js` is `src/a.js` too.
      steps.push({ kind: 'run', crossesFolders: !isPath || isDouble });
    } else if (character === '?') steps.push({ kind: 'any' });
    else if (close > 0) {
      const members = pattern.slice(at + 1, close);
      const isNegated = members.startsWith('!') || members.startsWith('^');
      steps.push({ kind: 'set', members: isNegated ? members.slice(1) : members, isNegated });
      at = close;
    } else steps.push({ kind: 'literal', character });
  }
  return steps;
}

/** The longest text that every match contains: most values are told apart by it alone. */
function longestLiteral(steps: readonly Step[]): string {
  let longest = '';
  let current = '';
  for (const step of steps) {
    current = step.kind === 'literal' ? current + step.character : '';
    if (current.length > longest.length) longest = current;
  }
  return longest;
}

function run(steps: readonly Step[], value: string): boolean {
  let states = new Uint8Array(steps.length + 1);
  let next = new Uint8Array(steps.length + 1);
  reach(steps, states, 0);
  for (const character of value) {
    let isAlive = false;
    next.fill(0);
    for (let at = 0; at < steps.length; at += 1) {
      if (states[at] === 0) continue;
      const step = steps[at];
      if (step === undefined || !accepts(step, character)) continue;
      reach(steps, next, step.kind === 'run' ? at : at + 1);
      isAlive = true;
    }
    if (!isAlive) return false;
    [states, next] = [next, states];
  }
  return states[steps.length] === 1;
}

/** A run may be empty: what comes after it is reached together with it. */
function reach(steps: readonly Step[], states: Uint8Array, from: number): void {
  let at = from;
  states[at] = 1;
  while (steps[at]?.kind === 'run' && states[at + 1] === 0) {
    at += 1;
    states[at] = 1;
  }
}

function accepts(step: Step, character: string): boolean {
  switch (step.kind) {
    case 'literal':
      return step.character === character;
    case 'any':
      return true;
    case 'set':
      return isMember(step.members, character) !== step.isNegated;
    case 'run':
      return step.crossesFolders || character !== '/';
  }
}

function isMember(members: string, character: string): boolean {
  for (let at = 0; at < members.length; at += 1) {
    const isRange = members[at + 1] === '-' && at + 2 < members.length;
    if (isRange && members.charAt(at) <= character && character <= members.charAt(at + 2)) return true;
    if (isRange) at += 2;
    else if (members[at] === character) return true;
  }
  return false;
}
