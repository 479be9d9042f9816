import { z } from 'zod';
import { isOurs, type IncomingChange } from './incoming-change.ts';

const user = z.object({ username: z.string() });
const project = z.object({ path_with_namespace: z.string(), default_branch: z.string().nullish() });

const BODIES = {
  'Issue Hook': z.object({
    user,
    object_attributes: z.object({
      iid: z.int(),
      title: z.string(),
      state: z.string(),
      action: z.string().optional(),
      url: z.string(),
      updated_at: z.string(),
    }),
  }),
  'Note Hook': z.object({
    user,
    object_attributes: z.object({
      id: z.int(),
      note: z.string(),
      noteable_type: z.string(),
      system: z.boolean().optional(),
      action: z.string().optional(),
    }),
    issue: z.object({ iid: z.int() }).optional(),
  }),
  'Push Hook': z.object({
    ref: z.string(),
    project,
    commits: z.array(
      z.object({ id: z.string(), message: z.string(), author: z.object({ name: z.string() }) }),
    ),
  }),
  'Merge Request Hook': z.object({
    user,
    project,
    object_attributes: z.object({
      iid: z.int(),
      action: z.string().optional(),
      merge_commit_sha: z.string().nullish(),
      source_branch: z.string(),
      target_branch: z.string(),
      title: z.string(),
      description: z.string().nullish(),
    }),
  }),
  'Release Hook': z.object({
    action: z.string(),
    tag: z.string(),
    url: z.string(),
    commit: z.object({ id: z.string() }).optional(),
  }),
};

/** GitLab's webhooks (docs.gitlab.com: webhook events), named as `X-Gitlab-Event` names them. */
export function readGitLab(event: string, body: unknown, wanted: string): IncomingChange[] {
  if (!(event in BODIES)) return [];
  const named = z.object({ project }).parse(body);
  if (named.project.path_with_namespace.toLowerCase() !== wanted.toLowerCase()) return [];
  switch (event as keyof typeof BODIES) {
    case 'Issue Hook':
      return readIssue(BODIES['Issue Hook'].parse(body));
    case 'Note Hook':
      return readNote(BODIES['Note Hook'].parse(body));
    case 'Push Hook':
      return readPush(BODIES['Push Hook'].parse(body));
    case 'Merge Request Hook':
      return readMergeRequest(BODIES['Merge Request Hook'].parse(body));
    case 'Release Hook': {
      const { action, tag, url, commit } = BODIES['Release Hook'].parse(body);
      return action === 'create' ? [{ kind: 'release', version: tag, url, commit: commit?.id ?? null }] : [];
    }
  }
}

function readIssue(given: z.infer<(typeof BODIES)['Issue Hook']>): IncomingChange[] {
  const { iid, title, state, action, url, updated_at } = given.object_attributes;
  return [
    {
      kind: 'state',
      key: String(iid),
      by: given.user.username,
      isMove: action === 'close' || action === 'reopen',
      priority: null,
      issue: {
        url,
        title,
        category: state === 'closed' ? 'done' : 'new',
        status: state,
        updatedAt: Date.parse(updated_at),
      },
    },
  ];
}

function readNote(given: z.infer<(typeof BODIES)['Note Hook']>): IncomingChange[] {
  const { id, note, noteable_type, system, action } = given.object_attributes;
  const isNew = system !== true && (action === undefined || action === 'create');
  if (noteable_type !== 'Issue' || given.issue === undefined || !isNew || isOurs(note)) return [];
  const { username } = given.user;
  return [
    { kind: 'comment', key: String(given.issue.iid), externalId: String(id), by: username, body: note },
  ];
}

function readPush({ ref, commits, project: place }: z.infer<(typeof BODIES)['Push Hook']>): IncomingChange[] {
  if (ref !== `refs/heads/${place.default_branch ?? ''}`) return [];
  return [
    {
      kind: 'commits',
      commits: commits.map(({ id, message, author }) => ({ sha: id, message, by: author.name })),
    },
  ];
}

function readMergeRequest(given: z.infer<(typeof BODIES)['Merge Request Hook']>): IncomingChange[] {
  const { iid, action, merge_commit_sha, source_branch, target_branch, title, description } =
    given.object_attributes;
  if (action !== 'merge' && action !== 'close') return [];
  const isMerged = action === 'merge';
  const isDefault = target_branch === given.project.default_branch;
  return [
    {
      kind: 'pull',
      branch: source_branch,
      number: iid,
      by: given.user.username,
      isMerged,
      mergeCommit: isMerged ? (merge_commit_sha ?? null) : null,
      text: isMerged && isDefault ? `${title}\n\n${description ?? ''}` : '',
    },
  ];
}
