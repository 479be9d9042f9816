import { issueOfJira, jiraIssueSchema, textOfJira } from '@bugsage/backends';
import { z } from 'zod';
import { isOurs, type IncomingChange } from './incoming-change.ts';

const user = z.object({ displayName: z.string() });
const head = z.object({ webhookEvent: z.string(), issue: z.object({ key: z.string() }).optional() });
const changed = z.object({
  user: user.optional(),
  issue: jiraIssueSchema,
  changelog: z.object({ items: z.array(z.object({ field: z.string() })) }).optional(),
});
const commented = z.object({
  issue: z.object({ key: z.string() }),
  comment: z.object({ id: z.string(), body: z.unknown(), author: user.optional() }),
});

const SOMEBODY = 'somebody';

/** Webhooks of Jira Cloud (developer.atlassian.com: Jira Cloud webhooks). */
export function readJira(body: unknown, settings: { url: string; project: string }): IncomingChange[] {
  const { webhookEvent, issue } = head.parse(body);
  if (issue?.key.startsWith(`${settings.project}-`) !== true) return [];
  switch (webhookEvent) {
    case 'jira:issue_deleted':
      return [{ kind: 'removed', key: issue.key, by: SOMEBODY }];
    case 'comment_created':
      return readComment(commented.parse(body));
    case 'jira:issue_created':
    case 'jira:issue_updated':
      return readChange(changed.parse(body), settings.url);
    default:
      return [];
  }
}

function readChange(given: z.infer<typeof changed>, url: string): IncomingChange[] {
  const fields = new Set(given.changelog?.items.map(({ field }) => field));
  const { key, priority, ...issue } = issueOfJira(url, given.issue);
  return [
    {
      kind: 'state',
      key,
      by: given.user?.displayName ?? SOMEBODY,
      isMove: fields.has('status'),
      priority: fields.has('priority') ? priority : null,
      issue,
    },
  ];
}

function readComment({ issue, comment }: z.infer<typeof commented>): IncomingChange[] {
  const body = textOfJira(comment.body).trim();
  if (body === '' || isOurs(body)) return [];
  const by = comment.author?.displayName ?? SOMEBODY;
  return [{ kind: 'comment', key: issue.key, externalId: comment.id, by, body }];
}
