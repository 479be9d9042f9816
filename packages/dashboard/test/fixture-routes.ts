import { analysisSchema, type Fix, fixSchema, type Issue, issueSchema, projectSchema } from '@bugsage/core';
import { z } from 'zod';
import { eventSchema, eventSummarySchema } from '../../../analyzer/src/api/schemas/event.ts';
import { issueGroupingSchema, similarIssuesSchema } from '../../../analyzer/src/api/schemas/grouping.ts';
import { pageFields } from '../../../analyzer/src/api/schemas/paging.ts';
import { projectDetailSchema } from '../../../analyzer/src/api/schemas/project.ts';
import { statisticsSchema } from '../../../analyzer/src/api/schemas/statistics.ts';
import { timeSeriesSchema } from '../../../analyzer/src/api/schemas/time-series.ts';
import type { FixtureState } from './fixture-state.ts';
import { createGrouping, createSimilar } from './fixtures/grouping.ts';
import { hostile } from './fixtures/hostile.ts';
import { SEEN_AT } from './fixtures/issues.ts';
import { isFound } from './fixtures/search.ts';
import { DSN } from './fixtures/projects.ts';
import { createSummary, createTimeline } from './fixtures/statistics.ts';

type Call = {
  readonly state: FixtureState;
  readonly ids: readonly string[];
  readonly query: URLSearchParams;
  readonly body: unknown;
};

/** The schema is the one the real API answers with, so that a fixture cannot have another shape. */
export type FixtureRoute = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: RegExp;
  readonly schema: z.ZodType;
  /** Null is the answer 404. */
  readonly answer: (call: Call) => unknown;
};

/** Paths are below /api/v1; groups of the pattern are the `ids` of a call. */
export const FIXTURE_ROUTES: readonly FixtureRoute[] = [
  {
    method: 'GET',
    path: /^issues$/u,
    schema: z.object({ issues: z.array(issueSchema), ...pageFields }),
    answer: ({ state, query }) => {
      const issues = state.issues.filter((issue) => isAskedFor(issue, query) && isFound(issue, query));
      return { issues, ...onePage(issues.length) };
    },
  },
  {
    method: 'GET',
    path: /^issues\/statistics\/summary$/u,
    schema: statisticsSchema,
    answer: createSummary,
  },
  { method: 'GET', path: /^analytics\/timeline$/u, schema: timeSeriesSchema, answer: createTimeline },
  { method: 'GET', path: /^issues\/([^/]+)$/u, schema: issueSchema, answer: findIssue },
  {
    method: 'PUT',
    path: /^issues\/([^/]+)$/u,
    schema: issueSchema,
    answer: (call) => {
      const issue = findIssue(call);
      const change = issueSchema.pick({ status: true, assignee: true }).partial().parse(call.body);
      return issue === null ? null : Object.assign(issue, change);
    },
  },
  {
    method: 'GET',
    path: /^issues\/([^/]+)\/analysis$/u,
    schema: analysisSchema,
    answer: (call) => {
      const issue = findIssue(call);
      return issue === null ? null : call.state.analysisOf(issue);
    },
  },
  { method: 'GET', path: /^issues\/([^/]+)\/timeline$/u, schema: timeSeriesSchema, answer: createTimeline },
  {
    method: 'GET',
    path: /^issues\/([^/]+)\/tags$/u,
    schema: z.object({ tags: z.array(z.object({ key: z.string(), values: z.array(z.unknown()) })) }),
    answer: () => ({ tags: [{ key: hostile('tag'), values: [{ value: hostile('value'), count: 1 }] }] }),
  },
  {
    method: 'GET',
    path: /^issues\/([^/]+)\/events$/u,
    schema: z.object({ events: z.array(eventSummarySchema), next_before: z.int().nullable() }),
    answer: ({ state }) => ({ events: state.events.map(summaryOf), next_before: null }),
  },
  {
    method: 'GET',
    path: /^issues\/([^/]+)\/events\/([^/]+)$/u,
    schema: eventSchema,
    answer: ({ state, ids: [, id] }) =>
      id === 'latest' ? state.events[0] : (state.events.find(({ event }) => event.event_id === id) ?? null),
  },
  {
    method: 'GET',
    path: /^issues\/([^/]+)\/grouping$/u,
    schema: issueGroupingSchema,
    answer: ({ ids: [id = ''] }) => createGrouping(id),
  },
  {
    method: 'GET',
    path: /^issues\/([^/]+)\/similar$/u,
    schema: similarIssuesSchema,
    answer: ({ state, ids: [id] }) => createSimilar(state.issues.filter((issue) => issue.id !== id)),
  },
  {
    method: 'GET',
    path: /^fixes$/u,
    schema: z.object({ fixes: z.array(fixSchema), ...pageFields }),
    answer: ({ state, query }) => {
      const fixes = state.fixes.filter((fix) => fix.issue_id === query.get('issue_id'));
      return { fixes, ...onePage(fixes.length) };
    },
  },
  {
    method: 'POST',
    path: /^fixes\/([^/]+)\/review$/u,
    schema: fixSchema,
    answer: (call) => {
      const review = z.object({ approved: z.boolean(), notes: z.string().nullable() }).parse(call.body);
      const fix = findFix(call);
      const reviewed = { review_approved: review.approved, review_notes: review.notes };
      const by = { reviewed_at: SEEN_AT, reviewed_by: hostile('reviewer') };
      return fix === null ? null : Object.assign(fix, reviewed, by);
    },
  },
  {
    method: 'POST',
    path: /^fixes\/([^/]+)\/(apply|rollback)$/u,
    schema: fixSchema,
    answer: (call) => {
      const fix = findFix(call);
      const publication = {
        kind: 'github',
        state: 'published',
        branch: hostile('branch'),
        url: 'https://github.example/acme/shop/pull/7',
        number: 7,
        reason: hostile('reason'),
        requested_at: SEEN_AT,
        requested_by: hostile('member'),
      } as const;
      if (fix === null) return null;
      return call.ids[1] === 'apply'
        ? Object.assign(fix, { status: 'applied', publication, outcome: 'waiting' })
        : Object.assign(fix, { status: 'rolled_back', revert: publication, rollback_reason: hostile('why') });
    },
  },
  {
    method: 'GET',
    path: /^fixes\/ledger$/u,
    schema: z.object({ ledger: z.array(z.record(z.string(), z.union([z.string(), z.number()]))) }),
    answer: () => ({ ledger: [ledgerRow('optional-chain', ''), ledgerRow('model', hostile('some-model'))] }),
  },
  {
    method: 'GET',
    path: /^projects\/(\d+)\/secrets$/u,
    schema: z.object({ secrets: z.array(z.unknown()) }),
    answer: () => ({ secrets: [] }),
  },
  {
    method: 'GET',
    path: /^projects$/u,
    schema: z.object({ projects: z.array(projectSchema) }),
    answer: ({ state }) => ({ projects: state.projects }),
  },
  { method: 'GET', path: /^projects\/(\d+)$/u, schema: projectDetailSchema, answer: findProject },
  {
    method: 'PUT',
    path: /^projects\/(\d+)$/u,
    schema: projectDetailSchema,
    answer: (call) => {
      const change = projectSchema
        .pick({ repository: true, model_gates: true, fix_confidence_min: true, retention: true })
        .partial()
        .parse(call.body);
      const project = call.state.projects.find(({ id }) => String(id) === call.ids[0]);
      return project === undefined ? null : findProject({ ...call, body: Object.assign(project, change) });
    },
  },
];

function ledgerRow(origin: string, model: string): Record<string, string | number> {
  const counts = { fixes: 12, verified: 8, plausible: 3, refuted: 1, candidates_refuted: 21 };
  return { origin, model, ...counts, applied: 6, rolled_back: 1, fixed: 4, recurred: 1 };
}

function findIssue({ state, ids }: Call): Issue | null {
  return state.issues.find((issue) => issue.id === ids[0]) ?? null;
}

export function findFix({ state, ids }: Pick<Call, 'state' | 'ids'>): Fix | null {
  return state.fixes.find((fix) => fix.id === ids[0]) ?? null;
}

function findProject({ state, ids }: Call) {
  const project = state.projects.find(({ id }) => String(id) === ids[0]);
  return project === undefined ? null : { ...project, dsn: DSN, ingest_keys: [] };
}

function isAskedFor(issue: Issue, query: URLSearchParams): boolean {
  const search = query.get('search') ?? '';
  return (
    String(issue.project_id) === query.get('project_id') &&
    matches(query.get('status'), issue.status) &&
    matches(query.get('severity'), issue.severity) &&
    `${issue.type} ${issue.value}`.toLowerCase().includes(search.toLowerCase())
  );
}

function onePage(total: number) {
  return { total, page: 1, size: 25, pages: Math.min(1, total) };
}

function summaryOf({ event, grouping }: FixtureState['events'][number]) {
  const { event_id, occurred_at, received_at, level, release, environment, times_seen } = event;
  const user = event.user?.email ?? null;
  const { title } = grouping;
  return { event_id, occurred_at, received_at, title, level, release, environment, user, times_seen };
}

function matches(asked: string | null, actual: string): boolean {
  return asked === null || asked === actual;
}
