import { OWNERSHIP_LIMITS } from './limits.ts';
import {
  readOwner,
  type Owner,
  type OwnershipProblem,
  type OwnershipRule,
  type ParsedOwnership,
} from './ownership-rule.ts';
import { splitWords } from './split-words.ts';

/** Names of a code host (`@ann`, `@acme/checkout`) and whom they mean here. */
export type OwnerMappings = Readonly<Record<string, string>>;

/**
 * A CODEOWNERS file of GitHub or GitLab. Owners are addresses, or names that a mapping gives an address or `#team`; a team
 * `@acme/checkout` without one is the team `#checkout`. GitLab's section headings hold for the lines below that name nobody.
 * What cannot be used is a problem and costs its line alone.
 */
export function parseCodeowners(text: string, mappings: OwnerMappings = {}): ParsedOwnership {
  const known = new Map(Object.entries(mappings).map(([name, owner]) => [name.toLowerCase(), owner]));
  const rules: OwnershipRule[] = [];
  const problems: OwnershipProblem[] = [];
  let ofSection: readonly string[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = index + 1;
    const trimmed = withoutComment(raw).trim();
    if (trimmed === '') continue;
    const heading = /^\^?\[[^\]]{1,200}\](?:\[\d{1,3}\])?(.*)$/.exec(trimmed);
    if (heading !== null) {
      ofSection = splitWords(heading[1] ?? '') ?? [];
      continue;
    }
    const [pattern = '', ...named] = splitWords(trimmed) ?? [];
    if (pattern === '' || pattern.startsWith('!')) {
      problems.push({
        line,
        message: 'The pattern cannot be used: CODEOWNERS knows no negation and no open quotes.',
      });
      continue;
    }
    const words = named.length > 0 ? named : ofSection;
    const owners: Owner[] = [];
    for (const word of words.slice(0, OWNERSHIP_LIMITS.ownersPerRuleMax)) {
      const owner = ownerOf(word, known);
      if (owner === null)
        problems.push({
          line,
          message: `Nobody knows whom ${word.slice(0, 80)} means. Add it to the mappings.`,
        });
      else owners.push(owner);
    }
    if (rules.length === OWNERSHIP_LIMITS.rulesMax)
      return {
        rules,
        problems: [
          ...problems,
          { line, message: `At most ${OWNERSHIP_LIMITS.rulesMax} rules are possible.` },
        ],
      };
    // A line without owners takes its files from everybody above.
    rules.push({ line, text: trimmed, matcher: { kind: 'codeowners', pattern }, owners });
  }
  return { rules, problems };
}

function withoutComment(line: string): string {
  // A team of ours may stand there too, so a comment behind owners needs a blank after its sign.
  const at = /^\s*#|\s#(?=\s|$)/.exec(line)?.index;
  return at === undefined ? line : line.slice(0, at);
}

function ownerOf(word: string, mappings: ReadonlyMap<string, string>): Owner | null {
  const mapped = mappings.get(word.toLowerCase());
  if (mapped !== undefined) return readOwner(mapped);
  if (!word.startsWith('@')) return readOwner(word);
  const [, team] = /^@[\w.-]+\/(?:[\w.-]+\/)*([\w.-]+)$/.exec(word) ?? [];
  return team === undefined ? null : readOwner(`#${team}`);
}
