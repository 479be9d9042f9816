import { z } from 'zod';
import { requireProvider, type Provider } from './call-provider.ts';
import { ProviderError } from './provider-error.ts';

const named = z.object({ name: z.string() });
export const jiraStatusSchema = named.extend({
  statusCategory: z.object({ key: z.string() }).optional(),
});
export const jiraIssueSchema = z.object({
  key: z.string(),
  fields: z.object({
    summary: z.string(),
    status: jiraStatusSchema,
    priority: named.nullish(),
    updated: z.string(),
    labels: z.array(z.string()).optional(),
  }),
});
export type JiraTicket = z.infer<typeof jiraIssueSchema>;

export const TICKET_FIELDS = ['summary', 'status', 'priority', 'updated', 'labels'];

/** Keys read around the newest one the index knows; one call takes a hundred. */
const KEYS_AROUND = 50;

/**
 * The ticket with a label of ours. Search is an index that is behind by seconds to minutes
 * (developer.atlassian.com/cloud/jira/platform/search-and-reconcile), so a recent one is looked for by its key too: keys
 * are counted up, and tickets are read by key from the record itself.
 */
export async function findTicket(
  provider: Provider,
  project: string,
  { label, isRecent }: { label: string; isRecent: boolean },
): Promise<JiraTicket | null> {
  const [known] = await search(
    provider,
    `project = "${project}" AND labels = "${label}" ORDER BY created ASC`,
  );
  if (known !== undefined) return known;
  if (!isRecent) return null;
  const [newest] = await search(provider, `project = "${project}" ORDER BY created DESC`);
  const numberOf = ({ key }: JiraTicket): number => Number(key.split('-').at(-1));
  const number = newest === undefined ? 0 : numberOf(newest);
  const first = Math.max(1, number - KEYS_AROUND + 1);
  const { issues } = await requireProvider(provider, {
    method: 'POST',
    path: '/rest/api/3/issue/bulkfetch',
    body: {
      issueIdsOrKeys: Array.from(
        { length: number + KEYS_AROUND - first + 1 },
        (_, index) => `${project}-${first + index}`,
      ),
      fields: TICKET_FIELDS,
    },
    schema: z.object({ issues: z.array(jiraIssueSchema) }),
  });
  const found = issues.find(({ fields }) => fields.labels?.includes(label) === true);
  if (found !== undefined) return found;
  if (issues.some((ticket) => numberOf(ticket) === number + KEYS_AROUND)) throw indexBehind();
  return null;
}

async function search(provider: Provider, jql: string): Promise<JiraTicket[]> {
  const { issues } = await requireProvider(provider, {
    method: 'POST',
    path: '/rest/api/3/search/jql',
    body: { jql, fields: TICKET_FIELDS, maxResults: 1 },
    schema: z.object({ issues: z.array(jiraIssueSchema) }),
  });
  return issues;
}

function indexBehind(): ProviderError {
  return new ProviderError({
    status: null,
    retryable: true,
    message: "Jira's search is behind: whether the ticket was made already cannot be told yet.",
  });
}
