import type { IntegrationSettings, StatusCategory } from '@bugsage/core';
import { z } from 'zod';
import type { IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { callProvider, requireProvider, type Provider } from './call-provider.ts';
import { jiraDocument, textOfJira } from './jira-document.ts';
import { findTicket, jiraIssueSchema, jiraStatusSchema, TICKET_FIELDS } from './jira-tickets.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { ProviderError } from './provider-error.ts';

const named = z.object({ name: z.string() });
const transitionsSchema = z.object({
  transitions: z.array(z.object({ id: z.string(), name: z.string(), to: jiraStatusSchema })),
});
const commentSchema = z.object({ id: z.string(), body: z.unknown(), created: z.string().optional() });

/** Jira Cloud's REST API, version 3. An earlier try is found by a label of its own. */
export function createJiraTracker(provider: Provider, settings: IntegrationSettings['jira']): IssueTracker {
  const read = async (key: string): Promise<TrackerIssue | null> => {
    const path = `/rest/api/3/issue/${encodeURIComponent(key)}?fields=${TICKET_FIELDS.join(',')}`;
    const found = await callProvider(provider, {
      method: 'GET',
      path,
      schema: jiraIssueSchema,
      missing: [404],
    });
    return found === null ? null : issueOfJira(settings.url, found.data);
  };
  return {
    check: async () => {
      const myself = await requireProvider(provider, {
        method: 'GET',
        path: '/rest/api/3/myself',
        schema: z.object({ displayName: z.string() }),
      });
      const project = await requireProvider(provider, {
        method: 'GET',
        path: `/rest/api/3/project/${encodeURIComponent(settings.project)}`,
        schema: named,
      });
      return `${project.name} (${settings.project}) as ${myself.displayName}`;
    },
    create: async (draft) => {
      const label = `bugsage-${draft.marker}`;
      const known = await findTicket(provider, settings.project, { label, isRecent: draft.isRepeat });
      if (known !== null) return issueOfJira(settings.url, known);
      const priority = settings.priorities[draft.severity];
      const made = await requireProvider(provider, {
        method: 'POST',
        path: '/rest/api/3/issue',
        body: {
          fields: {
            project: { key: settings.project },
            issuetype: { name: settings.issue_type },
            // Jira refuses line breaks and more than 255 characters.
            summary: draft.title.replaceAll(/\s+/g, ' ').slice(0, PROVIDER_LIMITS.titleLengthMax),
            description: jiraDocument(draft.body),
            labels: ['bugsage', label],
            ...(priority === undefined ? {} : { priority: { name: priority } }),
          },
        },
        schema: z.object({ key: z.string() }),
        creates: true,
      });
      return (await read(made.key)) ?? missing(made.key);
    },
    get: read,
    comment: async (key, { marker, text, since }) => {
      const path = `/rest/api/3/issue/${encodeURIComponent(key)}/comment`;
      const line = jiraMarker(marker);
      const { comments } = await requireProvider(provider, {
        method: 'GET',
        path: `${path}?orderBy=-created&maxResults=${PROVIDER_LIMITS.pageSize}`,
        schema: z.object({ comments: z.array(commentSchema) }),
      });
      const found = comments.find(({ body }) => textOfJira(body).includes(line));
      if (found !== undefined) return found.id;
      const oldest = comments.at(-1)?.created;
      const isWhole = comments.length < PROVIDER_LIMITS.pageSize || oldest === undefined;
      if (!isWhole && Date.parse(oldest) > since - PROVIDER_LIMITS.clockSkewMs) throw cannotTell(key);
      const body = { body: jiraDocument(`${text}\n\n${line}`) };
      const call = { method: 'POST', path, body, schema: commentSchema, creates: true } as const;
      return (await requireProvider(provider, call)).id;
    },
    move: async (key, { status, priority }) => {
      if (status !== undefined) await transition(provider, key, status);
      if (priority !== undefined) {
        await requireProvider(provider, {
          method: 'PUT',
          path: `/rest/api/3/issue/${encodeURIComponent(key)}`,
          body: { fields: { priority: { name: priority } } },
          schema: z.unknown(),
        });
      }
      return (await read(key)) ?? missing(key);
    },
  };
}

/** A workflow names transitions, people know statuses: the transition that leads there is looked up. */
async function transition(provider: Provider, key: string, status: string): Promise<void> {
  const path = `/rest/api/3/issue/${encodeURIComponent(key)}/transitions`;
  const { transitions } = await requireProvider(provider, { method: 'GET', path, schema: transitionsSchema });
  const wanted = transitions.find(({ to }) => to.name.toLowerCase() === status.toLowerCase());
  if (wanted === undefined) {
    const names = transitions.map(({ to }) => to.name).join(', ');
    throw new ProviderError({
      status: null,
      retryable: false,
      message: `No transition of ${key} leads to "${status}"; from where it is there are: ${names || 'none'}. Set outgoing_status.`,
    });
  }
  const body = { transition: { id: wanted.id } };
  await requireProvider(provider, { method: 'POST', path, body, schema: z.unknown() });
}

export function issueOfJira(url: string, { key, fields }: z.infer<typeof jiraIssueSchema>): TrackerIssue {
  return {
    key,
    url: `${url.replace(/\/+$/, '')}/browse/${encodeURIComponent(key)}`,
    title: fields.summary,
    category: categoryOf(fields.status.statusCategory?.key),
    status: fields.status.name,
    priority: fields.priority?.name ?? null,
    updatedAt: Date.parse(fields.updated),
  };
}

/** Visible, because Jira has no hidden text; ends every comment we write. */
export function jiraMarker(marker: string): string {
  return `[bugsage:${marker}]`;
}

function categoryOf(key: string | undefined): StatusCategory {
  return key === 'done' || key === 'indeterminate' ? key : 'new';
}

function cannotTell(key: string): ProviderError {
  return new ProviderError({
    status: null,
    retryable: false,
    message: `${key} has too many new comments: whether ours is among them cannot be told.`,
  });
}

function missing(key: string): never {
  throw new ProviderError({ status: 404, retryable: true, message: `Jira does not show ${key} yet.` });
}
