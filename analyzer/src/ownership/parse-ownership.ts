import { compileGlob } from '@bugsage/fingerprint';
import { OWNERSHIP_LIMITS } from './limits.ts';
import {
  readOwner,
  type Owner,
  type OwnershipMatcher,
  type OwnershipProblem,
  type OwnershipRule,
  type ParsedOwnership,
} from './ownership-rule.ts';
import { splitWords } from './split-words.ts';

/**
 * Sentry's ownership rules, one a line: `path:src/cart/* ann@acme.example #checkout`. Matchers are `path`, `module`, `url`
 * and `tags.<key>`; a pattern without one is a path; quotes hold blanks; `#` begins a comment at the start of a line.
 */
export function parseOwnership(text: string): ParsedOwnership {
  const rules: OwnershipRule[] = [];
  const problems: OwnershipProblem[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const rule = readRule(trimmed);
    if (typeof rule === 'string') problems.push({ line, message: rule });
    else if (rules.length === OWNERSHIP_LIMITS.rulesMax)
      return {
        rules,
        problems: [
          ...problems,
          { line, message: `At most ${OWNERSHIP_LIMITS.rulesMax} rules are possible.` },
        ],
      };
    else rules.push({ line, text: trimmed, ...rule });
  }
  return { rules, problems };
}

type Rule = Pick<OwnershipRule, 'matcher' | 'owners'>;

/** The rule, or what is wrong with it. */
function readRule(text: string): Rule | string {
  const words = splitWords(text);
  if (words === null) return 'A quote is not closed.';
  const [first = '', ...named] = words;
  const matcher = readMatcher(first);
  if (typeof matcher === 'string') return matcher;
  const owners = readOwners(named);
  return typeof owners === 'string' ? owners : { matcher, owners };
}

export function readOwners(words: readonly string[]): readonly Owner[] | string {
  if (words.length === 0) return 'It names no owner: a member’s address, or #team.';
  if (words.length > OWNERSHIP_LIMITS.ownersPerRuleMax)
    return `It names ${words.length} owners; at most ${OWNERSHIP_LIMITS.ownersPerRuleMax} are possible.`;
  const owners: Owner[] = [];
  for (const word of words) {
    const owner = readOwner(word);
    if (owner === null) return `"${word.slice(0, 80)}" is neither an e-mail address nor #team.`;
    owners.push(owner);
  }
  return owners;
}

const MATCHER = /^(path|module|url|tags\.[^:\s]{1,200}):([\s\S]+)$/;

function readMatcher(word: string): OwnershipMatcher | string {
  const [, name, given] = MATCHER.exec(word) ?? [];
  const pattern = given ?? word;
  if (name === undefined && /^[a-z_.]+:(?!\/\/|\\)/i.test(word))
    return `"${word.slice(0, word.indexOf(':'))}" is no matcher. Allowed: path, module, url, tags.<key>.`;
  try {
    compileGlob(pattern);
  } catch (error) {
    return error instanceof Error ? error.message : 'The pattern cannot be used.';
  }
  if (name?.startsWith('tags.') === true) return { kind: 'tag', key: name.slice('tags.'.length), pattern };
  return { kind: (name ?? 'path') as 'path' | 'module' | 'url', pattern };
}
