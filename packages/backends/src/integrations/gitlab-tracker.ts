import { z } from 'zod';
import type { CommitSource, IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { requireProvider, type Provider } from './call-provider.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { createMarkdownTracker, TRACKER_LABEL } from './markdown-tracker.ts';

const issueSchema = z.object({
  iid: z.int(),
  web_url: z.string(),
  title: z.string(),
  state: z.string(),
  updated_at: z.string(),
  description: z.string().nullish(),
});
const noteSchema = z.object({ id: z.int(), body: z.string(), created_at: z.string().optional() });
const commitSchema = z.object({
  id: z.string(),
  message: z.string(),
  author_name: z.string().nullish(),
  author_email: z.string().nullish(),
  committed_date: z.string().nullish(),
});

/** GitLab's REST API, version 4. `project` is its path with all groups. */
export function createGitLabTracker(provider: Provider, project: string): IssueTracker & CommitSource {
  const root = `/projects/${encodeURIComponent(project)}`;
  return {
    ...createMarkdownTracker(provider, {
      root,
      issue: issueSchema,
      comment: noteSchema,
      read: fromGitLab,
      bodyOf: ({ description }) => description ?? '',
      textOf: ({ body, created_at: at }) => ({ text: body, at: at ?? null }),
      issuesSince: (since) => ({ created_after: since, order_by: 'created_at', sort: 'desc' }),
      commentsSince: () => ({ order_by: 'created_at', sort: 'desc' }),
      commentsPath: 'notes',
      draft: ({ title, body }) => ({ title, description: body, labels: `${TRACKER_LABEL},bug` }),
      move: { method: 'PUT', body: (isClosed) => ({ state_event: isClosed ? 'close' : 'reopen' }) },
    }),
    kind: 'gitlab',
    check: async () => {
      const schema = z.object({ path_with_namespace: z.string() });
      const found = await requireProvider(provider, { method: 'GET', path: root, schema });
      return found.path_with_namespace;
    },
    compare: async (base, head) => {
      const query = new URLSearchParams(
        base === null
          ? { ref_name: head, per_page: String(PROVIDER_LIMITS.pageSize) }
          : { from: base, to: head },
      ).toString();
      const commits =
        base === null
          ? await requireProvider(provider, {
              method: 'GET',
              path: `${root}/repository/commits?${query}`,
              schema: z.array(commitSchema),
            })
          : (
              await requireProvider(provider, {
                method: 'GET',
                path: `${root}/repository/compare?${query}`,
                schema: z.object({ commits: z.array(commitSchema) }),
              })
            ).commits.toReversed();
      return commits.map((commit) => ({
        sha: commit.id,
        author_name: commit.author_name ?? null,
        author_email: commit.author_email ?? null,
        message: commit.message,
        committed_at: commit.committed_date ?? null,
      }));
    },
  };
}

function fromGitLab(issue: z.infer<typeof issueSchema>): TrackerIssue {
  return {
    key: String(issue.iid),
    url: issue.web_url,
    title: issue.title,
    category: issue.state === 'closed' ? 'done' : 'new',
    status: issue.state,
    priority: null,
    updatedAt: Date.parse(issue.updated_at),
  };
}
