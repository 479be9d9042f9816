import type { Backends, IssueCode, Ownership } from '@bugsage/backends';
import type { Case } from '../evidence/case.ts';
import { codeOfCase } from './code-of-case.ts';
import { findOwners } from './find-owners.ts';
import { ownerText } from './ownership-rule.ts';
import { knownOwner, readOwnership, type People } from './read-ownership.ts';

type Stores = Pick<Backends, 'ownership' | 'organizations' | 'teams'>;

/** Keeps what is known about the code of an issue, and gives the issue to its owner where the project wants that. */
export async function assignOwner({ ownership, ...stores }: Stores, given: Case): Promise<void> {
  const { issue, project } = given;
  const code = codeOfCase(given);
  if (code !== null) await ownership.setCode(issue.id, code);
  const settings = await ownership.get(project.id);
  if (settings.auto_assign === 'off' || issue.assignee !== null) return;
  const assignee = chooseAssignee(given, {
    settings,
    code,
    people: await peopleOf(stores, project.organization_id),
  });
  if (assignee !== null) await ownership.assignFirst(issue.id, assignee, 'ownership');
}

export async function peopleOf(
  { organizations, teams }: Pick<Stores, 'organizations' | 'teams'>,
  organizationId: number,
): Promise<People> {
  return { members: await organizations.members(organizationId), teams: await teams.listOf(organizationId) };
}

/** An address of a member, or `#team`; null when nobody is to be asked. */
function chooseAssignee(
  { event }: Case,
  known: {
    readonly settings: Ownership;
    readonly code: Omit<IssueCode, 'found_at'> | null;
    readonly people: People;
  },
): string | null {
  const { settings, code, people } = known;
  if (settings.auto_assign === 'suspect_commits') {
    const author = code?.suspects[0]?.author_email?.toLowerCase();
    const member = people.members.find(({ email }) => email.toLowerCase() === author);
    if (member !== undefined) return member.email;
  }
  const found = findOwners(readOwnership(settings, people).rules, { event, places: code?.places ?? [] });
  const owner = found?.owners.find((one) => knownOwner(one, people) !== null);
  return owner === undefined ? null : ownerText(owner);
}
