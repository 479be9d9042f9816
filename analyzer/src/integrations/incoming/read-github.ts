import { z } from 'zod';
import { isOurs, type IncomingChange } from './incoming-change.ts';

const who = z.object({ login: z.string() });
const repository = z.object({ full_name: z.string(), default_branch: z.string().optional() });
const issue = z.object({
  number: z.int(),
  title: z.string(),
  state: z.string(),
  state_reason: z.string().nullish(),
  html_url: z.string(),
  updated_at: z.string(),
});

const BODIES = {
  issues: z.object({ action: z.string(), issue, sender: who, repository }),
  issue_comment: z.object({
    action: z.string(),
    issue: z.object({ number: z.int(), pull_request: z.unknown().optional() }),
    comment: z.object({ id: z.int(), body: z.string().nullable(), user: who }),
    repository,
  }),
  push: z.object({
    ref: z.string(),
    commits: z.array(
      z.object({
        id: z.string(),
        message: z.string(),
        author: z.object({ name: z.string(), username: z.string().optional() }),
      }),
    ),
    repository,
  }),
  pull_request: z.object({
    action: z.string(),
    pull_request: z.object({
      number: z.int(),
      merged: z.boolean().nullish(),
      merge_commit_sha: z.string().nullish(),
      title: z.string(),
      body: z.string().nullish(),
      head: z.object({ ref: z.string() }),
      base: z.object({ ref: z.string() }),
    }),
    sender: who,
    repository,
  }),
  release: z.object({
    action: z.string(),
    release: z.object({ tag_name: z.string(), html_url: z.string(), draft: z.boolean().optional() }),
    repository,
  }),
};

/**
 * GitHub's webhooks (docs.github.com: webhook events and payloads). One App or hook may serve many repositories: those
 * of other repositories say nothing here.
 */
export function readGitHub(event: string, body: unknown, wanted: string): IncomingChange[] {
  if (event === 'installation') {
    const { action } = z.object({ action: z.string() }).parse(body);
    return action === 'deleted' || action === 'suspend' ? [{ kind: 'uninstalled' }] : [];
  }
  if (!(event in BODIES)) return [];
  const named = z.object({ repository }).parse(body);
  if (named.repository.full_name.toLowerCase() !== wanted.toLowerCase()) return [];
  switch (event as keyof typeof BODIES) {
    case 'issues':
      return readIssue(BODIES.issues.parse(body));
    case 'issue_comment':
      return readComment(BODIES.issue_comment.parse(body));
    case 'push':
      return readPush(BODIES.push.parse(body));
    case 'pull_request':
      return readPull(BODIES.pull_request.parse(body));
    case 'release':
      return readRelease(BODIES.release.parse(body));
  }
}

function readIssue({ action, issue: given, sender }: z.infer<typeof BODIES.issues>): IncomingChange[] {
  const key = String(given.number);
  if (action === 'deleted' || action === 'transferred') return [{ kind: 'removed', key, by: sender.login }];
  const reason = given.state === 'closed' ? (given.state_reason ?? null) : null;
  return [
    {
      kind: 'state',
      key,
      by: sender.login,
      isMove: action === 'closed' || action === 'reopened',
      priority: null,
      issue: {
        url: given.html_url,
        title: given.title,
        category: given.state === 'closed' ? 'done' : 'new',
        status: reason === null ? given.state : `${given.state} (${reason.replaceAll('_', ' ')})`,
        updatedAt: Date.parse(given.updated_at),
      },
    },
  ];
}

function readComment({
  action,
  issue: { number, pull_request },
  comment,
}: z.infer<typeof BODIES.issue_comment>): IncomingChange[] {
  const body = comment.body ?? '';
  if (action !== 'created' || pull_request !== undefined || body === '' || isOurs(body)) return [];
  return [
    { kind: 'comment', key: String(number), externalId: String(comment.id), by: comment.user.login, body },
  ];
}

function readPush({ ref, commits, repository: place }: z.infer<typeof BODIES.push>): IncomingChange[] {
  if (ref !== `refs/heads/${place.default_branch ?? ''}`) return [];
  return [
    {
      kind: 'commits',
      commits: commits.map(({ id, message, author }) => ({
        sha: id,
        message,
        by: author.username ?? author.name,
      })),
    },
  ];
}

function readPull(given: z.infer<typeof BODIES.pull_request>): IncomingChange[] {
  if (given.action !== 'closed') return [];
  const { number, merged, merge_commit_sha, title, body, head, base } = given.pull_request;
  const isMerged = merged === true;
  const isDefault = base.ref === given.repository.default_branch;
  return [
    {
      kind: 'pull',
      branch: head.ref,
      number,
      by: given.sender.login,
      isMerged,
      mergeCommit: isMerged ? (merge_commit_sha ?? null) : null,
      text: isMerged && isDefault ? `${title}\n\n${body ?? ''}` : '',
    },
  ];
}

function readRelease({ action, release }: z.infer<typeof BODIES.release>): IncomingChange[] {
  if (action !== 'published' || release.draft === true) return [];
  return [{ kind: 'release', version: release.tag_name, url: release.html_url, commit: null }];
}
