import type { ReleaseCommit } from '@bugsage/core';
import { z } from 'zod';
import type { CommitSource, IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { callProvider, requireProvider, type Provider } from './call-provider.ts';
import { findOnPages } from './find-on-pages.ts';
import { PROVIDER_LIMITS } from './limits.ts';

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

/** Put on every issue we make, for people. */
export const TRACKER_LABEL = 'bugsage';

/** GitHub's REST API, version 2022-11-28. `repository` is `owner/name`. */
export function createGitHubTracker(provider: Provider, repository: string): IssueTracker & CommitSource {
  const root = `/repos/${repository.split('/').map(encodeURIComponent).join('/')}`;
  const list = <Entry>(path: string, query: Record<string, string>, schema: z.ZodType<Entry>) =>
    findOnPages(provider, { path: `${root}${path}`, query, schema });
  return {
    kind: 'github',
    check: async () => {
      const schema = z.object({ full_name: z.string(), has_issues: z.boolean().optional() });
      const found = await requireProvider(provider, { method: 'GET', path: root, schema });
      return found.has_issues === false
        ? `${found.full_name} (its issues are switched off)`
        : found.full_name;
    },
    create: async (draft) => {
      const since = new Date(draft.since - PROVIDER_LIMITS.clockSkewMs).toISOString();
      // Not by label: GitHub drops labels of whoever may not set them.
      const query = { state: 'all', since, sort: 'created', direction: 'desc' };
      const marker = markerComment(draft.marker);
      const known = await list('/issues', query, issueSchema)(({ body }) => body?.includes(marker) === true);
      if (known !== null) return fromGitHub(known);
      const body = {
        title: draft.title.slice(0, PROVIDER_LIMITS.titleLengthMax),
        body: `${draft.body}\n\n${marker}`,
        labels: [TRACKER_LABEL, 'bug'],
      };
      const path = `${root}/issues`;
      const call = { method: 'POST', path, body, schema: issueSchema, creates: true } as const;
      return fromGitHub(await requireProvider(provider, call));
    },
    get: async (key) => {
      const path = `${root}/issues/${encodeURIComponent(key)}`;
      const found = await callProvider(provider, {
        method: 'GET',
        path,
        schema: issueSchema,
        missing: [404, 410],
      });
      return found === null ? null : fromGitHub(found.data);
    },
    comment: async (key, { marker, text, since }) => {
      const path = `/issues/${encodeURIComponent(key)}/comments`;
      const hidden = markerComment(marker);
      const query = { since: new Date(since - PROVIDER_LIMITS.clockSkewMs).toISOString() };
      const known = await list(path, query, commentSchema)(({ body }) => body?.includes(hidden) === true);
      if (known !== null) return String(known.id);
      const body = { body: `${text}\n\n${hidden}` };
      const made = await requireProvider(provider, {
        method: 'POST',
        path: `${root}${path}`,
        body,
        schema: commentSchema,
        creates: true,
      });
      return String(made.id);
    },
    move: async (key, { isClosed }) => {
      const path = `${root}/issues/${encodeURIComponent(key)}`;
      const body =
        isClosed === true
          ? { state: 'closed', state_reason: 'completed' }
          : { state: 'open', state_reason: 'reopened' };
      return fromGitHub(
        await requireProvider(provider, { method: 'PATCH', path, body, schema: issueSchema }),
      );
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

/** Not shown to readers. */
export function markerComment(marker: string): string {
  return `<!-- bugsage:${marker} -->`;
}
