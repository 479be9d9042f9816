import type { EventPlace, IssueFilter, IssuePlace, Scope } from '@bugsage/backends';
import { EVENT_SEARCH, ISSUE_SEARCH, type Issue, type SearchTerm } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { callerOf, scopeOf } from '../auth/caller.ts';
import { EVENT_COLUMNS, ISSUE_COLUMNS, type ExportedEvent } from '../export/export-columns.ts';
import { createExportSlots } from '../export/export-slots.ts';
import { EXPORT_LIMITS } from '../export/limits.ts';
import { EXPORT_FORMATS, sendExport } from '../export/send-export.ts';
import type { ApiServices } from '../services.ts';
import { eventSearchQuery } from './event-search.ts';
import { issueFilterQuery } from './issue-requests.ts';
import { readSearch } from './read-search.ts';

const HOUR_MS = 3_600_000;

const exportQuery = {
  format: z.enum(EXPORT_FORMATS).default('csv'),
  limit: z.coerce.number().int().min(1).max(EXPORT_LIMITS.rowsMax).default(EXPORT_LIMITS.rowsDefault),
};
const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** A file, streamed. */
const fileAnswer = {
  description: 'The file; text that a spreadsheet would run as a formula begins with an apostrophe in CSV',
  content: {
    'text/csv': { schema: z.string() },
    'application/json': { schema: z.array(z.record(z.string(), cell)) },
  },
};

/** Lists as files for spreadsheets and programs: streamed, bounded, of what the caller may see. */
export function exportRoutes(api: Api, services: ApiServices): void {
  const slots = createExportSlots();

  api.route({
    method: 'GET',
    url: '/issues',
    config: { access: 'viewer' },
    schema: {
      operationId: 'exportIssues',
      tags: ['exports'],
      summary: 'Issues as CSV or JSON, by project and number',
      querystring: z.strictObject({ ...issueFilterQuery, ...exportQuery }),
      response: { 200: fileAnswer },
    },
    handler: async (request, reply) => {
      const { format, limit, query, ...filter } = request.query;
      const scope = scopeOf(request, request.query.project_id);
      const terms = readSearch(request, { text: query, catalogue: ISSUE_SEARCH, now: services.now() });
      return sendExport(reply, {
        name: 'issues',
        format,
        rowsMax: limit,
        columns: ISSUE_COLUMNS,
        pages: pagesOfIssues(services, scope, { ...filter, terms }),
        release: slots.take(callerOf(request).user.id),
      });
    },
  });

  api.route({
    method: 'GET',
    url: '/events',
    config: { access: 'viewer' },
    schema: {
      operationId: 'exportEvents',
      tags: ['exports'],
      summary: 'Events that a search finds as CSV or JSON, newest first',
      querystring: z.strictObject({ ...eventSearchQuery, ...exportQuery }),
      response: { 200: fileAnswer },
    },
    handler: async (request, reply) => {
      const { format, limit, query, project_id, hours } = request.query;
      const { projectIds } = scopeOf(request, project_id);
      const to = services.now();
      const terms = readSearch(request, { text: query, catalogue: EVENT_SEARCH, now: to });
      return sendExport(reply, {
        name: 'events',
        format,
        rowsMax: limit,
        columns: EVENT_COLUMNS,
        pages: pagesOfEvents(services, { projectIds, terms, from: to - hours * HOUR_MS, to }),
        release: slots.take(callerOf(request).user.id),
      });
    },
  });
}

async function* pagesOfIssues(
  { issues }: ApiServices,
  scope: Scope,
  filter: Omit<IssueFilter, 'skip' | 'limit' | 'sort'>,
): AsyncGenerator<readonly Issue[]> {
  let after: IssuePlace | undefined;
  for (;;) {
    const page = await issues.pageOfIssues(scope, filter, {
      limit: EXPORT_LIMITS.pageRows,
      ...(after !== undefined && { after }),
    });
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < EXPORT_LIMITS.pageRows) return;
    after = { projectId: last.project_id, number: last.number };
  }
}

async function* pagesOfEvents(
  { eventSearch, issues }: ApiServices,
  query: { projectIds: readonly number[]; terms: readonly SearchTerm[]; from: number; to: number },
): AsyncGenerator<readonly ExportedEvent[]> {
  let before: EventPlace | undefined;
  for (;;) {
    const limit = EXPORT_LIMITS.pageRows;
    const found = await eventSearch.search({ ...query, limit, ...(before !== undefined && { before }) });
    const issueOf = await issues.issuesOfFingerprints(found);
    yield found.map((row) => ({
      ...row,
      issue_id: issueOf.get(`${row.project_id}:${row.fingerprint}`) ?? null,
    }));
    const last = found.at(-1);
    if (last === undefined || found.length < limit) return;
    before = { occurredAt: last.occurred_at, eventId: last.event_id, projectId: last.project_id };
  }
}
