import type { IntegrationSettings, StatusCategory } from '@bugsage/core';
import { z } from 'zod';
import type { IssueTracker, TrackerIssue } from '../ports/issue-tracker.ts';
import { callProvider, requireProvider, type Provider } from './call-provider.ts';
import { jiraDocument, textOfJira } from './jira-document.ts';
import { PROVIDER_LIMITS } from './limits.ts';
import { ProviderError } from './provider-error.ts';

const named = z.object({ name: z.string() });
const statusSchema = named.extend({ statusCategory: z.object({ key: z.string() }).optional() });
const issueSchema = z.object({
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    status: statusSchema,
    priority: named.nullish(),
    updated: z.string(),
    labels: z.array(z.string()).optional(),
  }),
});
const transitionsSchema = z.object({
  transitions: z.array(z.object({ id: z.string(), name: z.string(), to: statusSchema })),
});
const commentSchema = z.object({ id: z.string(), body: z.unknown() });

const FIELDS = 'summary,status,priority,updated,labels';

/**
 * Jira Cloud's REST API, version 3. An earlier try is found by a label of its own: search is an index that is behind by
 * seconds, and a task that was cut off is taken up again only when its lease is over, minutes later.
 */
export function createJiraTracker(provider: Provider, settings: IntegrationSettings['jira']): IssueTracker {
  const read = async (key: string): Promise<TrackerIssue | null> => {
    const path = `/rest/api/3/issue/${encodeURIComponent(key)}?fields=${FIELDS}`;
    const found = await callProvider(provider, { method: 'GET', path, schema: issueSchema, missing: [404] });
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
      const jql = `project = "${settings.project}" AND labels = "${label}" ORDER BY created ASC`;
      const search = await requireProvider(provider, {
        method: 'POST',
        path: '/rest/api/3/search/jql',
        body: { jql, fields: FIELDS.split(','), maxResults: 1 },
        schema: z.object({ issues: z.array(issueSchema) }),
      });
      const [known] = search.issues;
      if (known !== undefined) return issueOfJira(settings.url, known);
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
      });
      return (await read(made.key)) ?? missing(made.key);
    },
    get: read,
    comment: async (key, { marker, text }) => {
      const path = `/rest/api/3/issue/${encodeURIComponent(key)}/comment`;
      const line = jiraMarker(marker);
      const known = await requireProvider(provider, {
        method: 'GET',
        path: `${path}?orderBy=-created&maxResults=${PROVIDER_LIMITS.pageSize}`,
        schema: z.object({ comments: z.array(commentSchema) }),
      });
      const found = known.comments.find(({ body }) => textOfJira(body).includes(line));
      if (found !== undefined) return found.id;
      const body = { body: jiraDocument(`${text}\n\n${line}`) };
      return (await requireProvider(provider, { method: 'POST', path, body, schema: commentSchema })).id;
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

export function issueOfJira(url: string, { key, fields }: z.infer<typeof issueSchema>): TrackerIssue {
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

export const jiraIssueSchema = issueSchema;

function categoryOf(key: string | undefined): StatusCategory {
  return key === 'done' || key === 'indeterminate' ? key : 'new';
}

function missing(key: string): never {
  throw new ProviderError({ status: 404, retryable: true, message: `Jira does not show ${key} yet.` });
}
