import { z } from 'zod';
import type { CommitSource, IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { callProvider, requireProvider, type Provider } from './call-provider.ts';
import { findOnPages } from './find-on-pages.ts';
import { markerComment, TRACKER_LABEL } from './github-tracker.ts';
import { PROVIDER_LIMITS } from './limits.ts';

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
  const list = <Entry>(path: string, query: Record<string, string>, schema: z.ZodType<Entry>) =>
    findOnPages(provider, { path: `${root}${path}`, query, schema });
  return {
    kind: 'gitlab',
    check: async () => {
      const schema = z.object({ path_with_namespace: z.string() });
      const found = await requireProvider(provider, { method: 'GET', path: root, schema });
      return found.path_with_namespace;
    },
    create: async (draft) => {
      const marker = markerComment(draft.marker);
      const created_after = new Date(draft.since - PROVIDER_LIMITS.clockSkewMs).toISOString();
      const query = { created_after, order_by: 'created_at', sort: 'desc' };
      const known = await list(
        '/issues',
        query,
        issueSchema,
      )(({ description }) => description?.includes(marker) === true);
      if (known !== null) return fromGitLab(known);
      const body = {
        title: draft.title.slice(0, PROVIDER_LIMITS.titleLengthMax),
        description: `${draft.body}\n\n${marker}`,
        labels: `${TRACKER_LABEL},bug`,
      };
      const path = `${root}/issues`;
      const call = { method: 'POST', path, body, schema: issueSchema, creates: true } as const;
      return fromGitLab(await requireProvider(provider, call));
    },
    get: async (key) => {
      const path = `${root}/issues/${encodeURIComponent(key)}`;
      const found = await callProvider(provider, {
        method: 'GET',
        path,
        schema: issueSchema,
        missing: [404, 410],
      });
      return found === null ? null : fromGitLab(found.data);
    },
    comment: async (key, { marker, text, since }) => {
      const path = `/issues/${encodeURIComponent(key)}/notes`;
      const hidden = markerComment(marker);
      const known = await findOnPages(provider, {
        path: `${root}${path}`,
        query: { sort: 'desc', order_by: 'created_at' },
        schema: noteSchema,
        isOlder: ({ created_at: at }) =>
          at !== undefined && Date.parse(at) < since - PROVIDER_LIMITS.clockSkewMs,
      })(({ body }) => body.includes(hidden));
      if (known !== null) return String(known.id);
      const body = { body: `${text}\n\n${hidden}` };
      const made = await requireProvider(provider, {
        method: 'POST',
        path: `${root}${path}`,
        body,
        schema: noteSchema,
        creates: true,
      });
      return String(made.id);
    },
    move: async (key, { isClosed }) => {
      const path = `${root}/issues/${encodeURIComponent(key)}`;
      const body = { state_event: isClosed === true ? 'close' : 'reopen' };
      return fromGitLab(await requireProvider(provider, { method: 'PUT', path, body, schema: issueSchema }));
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
