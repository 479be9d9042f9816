import type { IntegrationSettings } from '@bugsage/core';
import { z } from 'zod';
import { callProvider, requireProvider, type Provider } from './call-provider.ts';

const issueSchema = z.object({
  id: z.string(),
  shortId: z.string().nullish(),
  title: z.string().nullish(),
  level: z.string().nullish(),
  status: z.string().nullish(),
});
export type SentryIssue = z.infer<typeof issueSchema>;

export type SentryPage = { readonly issues: readonly SentryIssue[]; readonly next: string | null };

/** The parts of Sentry's API (version 0) an import needs. */
export type SentryClient = {
  check(): Promise<string>;
  /** Unresolved issues of the project, a page at a time. */
  issues(cursor: string | null): Promise<SentryPage>;
  /** As the API shows it; null when its events are gone. */
  latestEvent(issueId: string): Promise<unknown>;
};

export function createSentryClient(
  provider: Provider,
  { organization, project }: IntegrationSettings['sentry'],
): SentryClient {
  const place = `${encodeURIComponent(organization)}/${encodeURIComponent(project)}`;
  return {
    check: async () => {
      const path = `/api/0/projects/${place}/`;
      const schema = z.object({ slug: z.string(), name: z.string().nullish() });
      const found = await requireProvider(provider, { method: 'GET', path, schema });
      return `${organization}/${found.slug}`;
    },
    issues: async (cursor) => {
      const query = new URLSearchParams({
        query: 'is:unresolved',
        limit: '100',
        ...(cursor === null ? {} : { cursor }),
      });
      const answer = await callProvider(provider, {
        method: 'GET',
        path: `/api/0/projects/${place}/issues/?${query.toString()}`,
        schema: z.array(issueSchema),
      });
      return { issues: answer?.data ?? [], next: nextCursor(answer?.headers.get('link') ?? '') };
    },
    latestEvent: async (issueId) => {
      const answer = await callProvider(provider, {
        method: 'GET',
        path: `/api/0/organizations/${encodeURIComponent(organization)}/issues/${encodeURIComponent(issueId)}/events/latest/`,
        schema: z.record(z.string(), z.unknown()),
        missing: [404],
      });
      return answer?.data ?? null;
    },
  };
}

/** Sentry's paging: the next page is always named; `results="true"` says that there is one. */
export function nextCursor(link: string): string | null {
  const next = link.split(',').find((part) => part.includes('rel="next"') && part.includes('results="true"'));
  return /cursor="([^"]{1,200})"/.exec(next ?? '')?.[1] ?? null;
}
