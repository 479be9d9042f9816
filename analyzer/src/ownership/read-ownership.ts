import type { Member, Ownership, Team } from '@bugsage/backends';
import type { OwnershipSource } from './find-owners.ts';
import { ownerText, type Owner, type OwnershipProblem, type OwnershipRule } from './ownership-rule.ts';
import { parseCodeowners } from './parse-codeowners.ts';
import { parseOwnership } from './parse-ownership.ts';

/** Whom owners can be. */
export type People = { readonly members: readonly Member[]; readonly teams: readonly Team[] };

export type ReadOwnership = {
  readonly rules: Readonly<Record<OwnershipSource, readonly OwnershipRule[]>>;
  readonly problems: readonly (OwnershipProblem & { readonly in: OwnershipSource })[];
};

/** Both texts of a project. An owner who is no member, and a team that is not there, is a problem of the line. */
export function readOwnership(
  texts: Pick<Ownership, 'rules' | 'codeowners' | 'mappings'>,
  people: People,
): ReadOwnership {
  const own = parseOwnership(texts.rules);
  const files = parseCodeowners(texts.codeowners, texts.mappings);
  const parsed = [
    ['ownership_rules', own],
    ['codeowners', files],
  ] as const;
  return {
    rules: { ownership_rules: own.rules, codeowners: files.rules },
    problems: parsed.flatMap(([source, { rules, problems }]) =>
      [...problems, ...unknownOwners(rules, people)]
        .toSorted((a, b) => a.line - b.line)
        .map((problem) => ({ in: source, ...problem })),
    ),
  };
}

/** The member or team that an owner means; null when there is none. */
export function knownOwner(owner: Owner, { members, teams }: People): Member | Team | null {
  return owner.kind === 'user'
    ? (members.find(({ email }) => email.toLowerCase() === owner.email) ?? null)
    : (teams.find(({ slug }) => slug.toLowerCase() === owner.slug) ?? null);
}

function unknownOwners(rules: readonly OwnershipRule[], people: People): OwnershipProblem[] {
  return rules.flatMap(({ line, owners }) =>
    owners
      .filter((owner) => knownOwner(owner, people) === null)
      .map((owner) => ({
        line,
        message: `${ownerText(owner)} is no ${owner.kind === 'user' ? 'member' : 'team'} of the organization.`,
      })),
  );
}
