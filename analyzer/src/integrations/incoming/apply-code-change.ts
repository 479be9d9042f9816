import { fixedIssues, type Fix, type Project } from '@bugsage/core';
import { actorOf, type IntegrationParts } from '../integration-parts.ts';
import { bringIssue } from './bring-issue.ts';
import type { IncomingChange } from './incoming-change.ts';

type Kind = 'github' | 'gitlab';

/** Commits that say what they fix resolve it: in the first release that contains them. */
export async function applyCommits(
  parts: IntegrationParts,
  given: {
    readonly project: Project;
    readonly commits: readonly { readonly sha: string; readonly message: string; readonly by: string }[];
    readonly kind: string;
  },
): Promise<string[]> {
  const done: string[] = [];
  for (const { sha, message, by } of given.commits) {
    for (const number of fixedIssues(message, given.project.slug)) {
      const issueId = await parts.links.issueOfNumber(given.project.id, number);
      const issue = issueId === null ? null : await readIssue(parts, given.project.id, issueId);
      if (issue === null) continue;
      const patch = { resolution: 'in_commit', resolved_in_commit: sha.toLowerCase() } as const;
      const moved = await bringIssue(parts, issue, 'resolved', { by: actorOf(given.kind, by), patch });
      if (moved) done.push(`issue ${number} is resolved in ${sha.slice(0, 12)}`);
    }
  }
  return done;
}

/** What became of a pull request: of one of ours the fix says so, of anybody's its words are read like a commit's. */
export async function applyPull(
  parts: IntegrationParts,
  given: {
    readonly project: Project;
    readonly kind: Kind;
    readonly change: Extract<IncomingChange, { kind: 'pull' }>;
  },
): Promise<string[]> {
  const { project, kind, change } = given;
  const done: string[] = [];
  const fix = await findFix(parts, given);
  if (fix !== null) {
    const word = change.isMerged
      ? await noteMerged(parts, fix, given)
      : await noteClosed(parts, fix, change.by);
    if (word !== null) done.push(word);
  }
  if (change.mergeCommit !== null && change.text !== '') {
    const commit = { sha: change.mergeCommit, message: change.text, by: change.by };
    done.push(...(await applyCommits(parts, { project, kind, commits: [commit] })));
  }
  return done;
}

/** Applied fixes of a project that are looked through; one has few that are open. */
const FIXES_MAX = 1_000;

async function findFix(
  parts: IntegrationParts,
  { project, kind, change }: Parameters<typeof applyPull>[1],
): Promise<Fix | null> {
  if (!change.branch.startsWith('bugsage/fix-')) return null;
  const filter = { project_id: project.id, status: 'applied' as const, skip: 0, limit: FIXES_MAX };
  const { fixes } = await parts.fixes.list({ projectIds: [project.id] }, filter);
  return (
    fixes.find(
      ({ publication }) =>
        publication?.kind === kind &&
        publication.number === change.number &&
        publication.branch === change.branch,
    ) ?? null
  );
}

async function noteMerged(
  parts: IntegrationParts,
  fix: Fix,
  { kind, change }: Parameters<typeof applyPull>[1],
): Promise<string | null> {
  const { publication } = fix;
  if (publication === null) return null;
  await parts.fixes.patch(fix.id, { publication: { ...publication, pull_state: 'merged' } });
  const issue = await readIssue(parts, fix.project_id, fix.issue_id);
  if (issue !== null) {
    const patch =
      change.mergeCommit === null
        ? {}
        : ({ resolution: 'in_commit', resolved_in_commit: change.mergeCommit.toLowerCase() } as const);
    await bringIssue(parts, issue, 'resolved', { by: actorOf(kind, change.by), patch });
  }
  return `fix ${fix.id} was merged`;
}

async function noteClosed(parts: IntegrationParts, fix: Fix, by: string): Promise<string | null> {
  const { publication } = fix;
  if (publication === null || publication.pull_state === 'merged') return null;
  await parts.fixes.transition(fix.id, 'rolled_back', {
    publication: { ...publication, pull_state: 'closed' },
    rolled_back_at: new Date(parts.now()).toISOString(),
    rollback_reason: `${by.slice(0, 200)} closed the pull request without merging it.`,
  });
  return `fix ${fix.id} was not taken`;
}

function readIssue({ issues }: IntegrationParts, projectId: number, issueId: string) {
  return issues.getIssue({ projectIds: [projectId] }, issueId);
}
