import type { ReleaseCommit } from '@bugsage/core';
import { z } from 'zod';
import type { CommitSource, IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { requireProvider, type Provider } from './call-provider.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { createMarkdownTracker, TRACKER_LABEL } from './markdown-tracker.ts';

const issueSchema = z.object({
  number: z.int(),
  html_url: z.string(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  updated_at: z.string(),
  body: z.string().nullish(),
});
const commentSchema = z.object({ id: z.int(), body: z.string().nullish() });
const commitSchema = z.object({
  sha: z.string(),
  commit: z.object({
    message: z.string(),
    author: z
      .object({ name: z.string().nullish(), email: z.string().nullish(), date: z.string().nullish() })
      .nullish(),
  }),
});

/** GitHub's REST API, version 2022-11-28. `repository` is `owner/name`. */
export function createGitHubTracker(provider: Provider, repository: string): IssueTracker & CommitSource {
  const root = `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
  return {
    ...createMarkdownTracker(provider, {
      root,
      issue: issueSchema,
      comment: commentSchema,
      read: fromGitHub,
      bodyOf: ({ body }) => body ?? '',
      textOf: ({ body }) => ({ text: body ?? '', at: null }),
      // Not by label: GitHub drops labels of whoever may not set them.
      issuesSince: (since) => ({ state: 'all', since, sort: 'created', direction: 'desc' }),
      commentsSince: (since) => ({ since }),
      commentsPath: 'comments',
      draft: ({ title, body }) => ({ title, body, labels: [TRACKER_LABEL, 'bug'] }),
      move: {
        method: 'PATCH',
        body: (isClosed) =>
          isClosed
            ? { state: 'closed', state_reason: 'completed' }
            : { state: 'open', state_reason: 'reopened' },
      },
    }),
    kind: 'github',
    check: async () => {
      const schema = z.object({ full_name: z.string(), has_issues: z.boolean().optional() });
      const found = await requireProvider(provider, { method: 'GET', path: root, schema });
      return found.has_issues === false
        ? `${found.full_name} (its issues are switched off)`
        : found.full_name;
    },
    compare: async (base, head) => {
      if (base === null) {
        const path = `${root}/commits?sha=${encodeURIComponent(head)}&per_page=${PROVIDER_LIMITS.pageSize}`;
        const found = await requireProvider(provider, { method: 'GET', path, schema: z.array(commitSchema) });
        return found.map(toReleaseCommit);
      }
      return compareCommits(provider, root, base, head);
    },
  };
}

/** Pages come oldest first; the newest are kept. */
async function compareCommits(
  provider: Provider,
  root: string,
  base: string,
  head: string,
): Promise<ReleaseCommit[]> {
  const commits: ReleaseCommit[] = [];
  const range = `${encodeURIComponent(base)}...${encodeURIComponent(head)}`;
  const schema = z.object({ total_commits: z.int(), commits: z.array(commitSchema) });
  for (let page = 1; page <= PROVIDER_LIMITS.pagesMax; page += 1) {
    const path = `${root}/compare/${range}?per_page=${PROVIDER_LIMITS.pageSize}&page=${page}`;
    const found = await requireProvider(provider, { method: 'GET', path, schema });
    commits.push(...found.commits.map(toReleaseCommit));
    if (found.commits.length === 0 || commits.length >= found.total_commits) break;
  }
  return commits.toReversed();
}

function toReleaseCommit({ sha, commit }: z.infer<typeof commitSchema>): ReleaseCommit {
  return {
    sha,
    author_name: commit.author?.name ?? null,
    author_email: commit.author?.email ?? null,
    message: commit.message,
    committed_at: commit.author?.date ?? null,
  };
}

function fromGitHub(issue: z.infer<typeof issueSchema>): TrackerIssue {
  const reason = issue.state === 'closed' ? (issue.state_reason ?? null) : null;
  return {
    key: String(issue.number),
    url: issue.html_url,
    title: issue.title,
    category: issue.state === 'closed' ? 'done' : 'new',
    status: reason === null ? issue.state : `${issue.state} (${reason.replaceAll('_', ' ')})`,
    priority: null,
    updatedAt: Date.parse(issue.updated_at),
  };
}
