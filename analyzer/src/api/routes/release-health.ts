import { NO_SESSIONS, type SessionCounts } from '@bugsage/backends';
import { RELEASE_LIMITS } from '@bugsage/core';
import { z } from 'zod';
import type { Api } from '../api-instance.ts';
import { requireAccess } from '../auth/caller.ts';
import { API_LIMITS } from '../limits.ts';
import { notFound } from '../problem/not-found.ts';
import {
  healthOf,
  type healthSummarySchema,
  partsOf,
  releaseHealthAnswer,
  restOf,
  shareOf,
} from '../schemas/release-health.ts';
import { text } from '../schemas/text.ts';
import { timeRange } from '../schemas/time-series.ts';
import type { ApiServices } from '../services.ts';
import { projectIdQuery } from './issue-requests.ts';

const HOUR_MS = 3_600_000;
/** Adoption is about now: a day covers all time zones. */
const ADOPTION_HOURS = 24;

const releaseParams = z.strictObject({
  project_id: projectIdQuery,
  version: text(RELEASE_LIMITS.versionLengthMax).min(1),
});

/** How sessions of a release fare. */
export function releaseHealthRoutes(api: Api, services: ApiServices): void {
  api.route({
    method: 'GET',
    url: '/:project_id/releases/:version/health',
    config: { access: 'viewer' },
    schema: {
      operationId: 'getReleaseHealth',
      tags: ['releases'],
      summary: 'Crash-free sessions and users of a release, its adoption, and both over time',
      params: releaseParams,
      querystring: z.strictObject({
        hours: z.coerce
          .number()
          .int()
          .min(1)
          .max(API_LIMITS.timelineHoursMax)
          .default(API_LIMITS.searchHoursDefault),
        environment: text(API_LIMITS.nameLengthMax).exactOptional(),
      }),
      response: {
        200: releaseHealthAnswer,
      },
    },
    handler: async (request) => {
      const { project_id: projectId, version } = request.params;
      requireAccess(request, projectId);
      if ((await services.releases.get(projectId, version)) === null) throw notFound('release');
      const { hours, environment } = request.query;
      const range = timeRange(hours, services.now());
      const query = { projectId, ...(environment !== undefined && { environment }) };
      const { releaseHealth } = services;
      const [found, buckets, adoption] = await Promise.all([
        releaseHealth.byRelease({ ...query, ...range, releases: [version] }),
        releaseHealth.overTime({ ...query, ...range, release: version }),
        adoptionOf(services, query, [version]),
      ]);
      const counts = found.get(version);
      const { sessions, users } = healthOf(counts ?? NO_SESSIONS);
      return {
        version,
        environment: environment ?? null,
        from: new Date(range.from).toISOString(),
        to: new Date(range.to).toISOString(),
        sessions,
        users,
        adoption: { hours: ADOPTION_HOURS, ...adoption.of(version) },
        bucket_seconds: range.bucketSeconds,
        buckets: buckets.map(({ at, ...bucket }) => ({ at: new Date(at).toISOString(), ...partsOf(bucket) })),
      };
    },
  });
}

type Summary = z.infer<typeof healthSummarySchema>;

/** The last day of each release that had sessions; nothing while the store of sessions is away: the list still serves. */
export async function healthSummaries(
  services: ApiServices,
  projectId: number,
  versions: readonly string[],
): Promise<ReadonlyMap<string, Summary>> {
  const adoption = await adoptionOf(services, { projectId }, versions).catch(() => null);
  if (adoption === null) return new Map();
  return new Map(
    [...adoption.counts].map(([version, counts]) => [
      version,
      {
        hours: ADOPTION_HOURS,
        sessions: counts.sessions,
        users: counts.users,
        crash_free_sessions: restOf(counts.crashed, counts.sessions),
        crash_free_users: restOf(counts.users_crashed, counts.users),
        adoption: adoption.of(version).sessions,
      },
    ]),
  );
}

type Adoption = {
  readonly counts: ReadonlyMap<string, SessionCounts>;
  of(version: string): { sessions: number | null; users: number | null };
};

async function adoptionOf(
  { releaseHealth, now }: ApiServices,
  query: { projectId: number; environment?: string },
  releases: readonly string[],
): Promise<Adoption> {
  const range = { from: now() - ADOPTION_HOURS * HOUR_MS, to: now() };
  const [counts, project] = await Promise.all([
    releaseHealth.byRelease({ ...query, ...range, releases }),
    releaseHealth.ofProject({ ...query, ...range }),
  ]);
  return {
    counts,
    of: (version) => ({
      sessions: shareOf(counts.get(version)?.sessions ?? 0, project.sessions),
      users: shareOf(counts.get(version)?.users ?? 0, project.users),
    }),
  };
}
