import { percentile } from '../ingest/load.ts';
import type { Ask } from './ask-api.ts';
import type { ReadTimes } from './result.ts';

type Read = {
  readonly name: string;
  /** At most this at the 95th percentile; of the largest size. */
  readonly wantedMs: number;
  /** Asked together, as a page does. `turn` counts up, so that no answer is asked for twice in a row. */
  readonly paths: (issueId: string, turn: number) => readonly string[];
};

/** Words of the filled-in issues; few hits, many hits and none take turns. */
const WORDS = ['number%2077', 'TypeError', 'nowhere'] as const;
const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** What people wait for, with the dashboard's own queries. */
export const READS: readonly Read[] = [
  {
    name: 'issue list, filtered',
    wantedMs: 50,
    paths: (_id, turn) => [
      `/issues?status=detected&severity=${SEVERITIES[turn % SEVERITIES.length]}&limit=25&skip=${25 * (turn % 3)}`,
    ],
  },
  {
    name: 'issue page: issue, newest event, tags, timeline',
    wantedMs: 100,
    paths: (id) => [
      `/issues/${id}`,
      `/issues/${id}/events/latest`,
      `/issues/${id}/tags`,
      `/issues/${id}/timeline?hours=336`,
    ],
  },
  { name: 'events of an issue', wantedMs: 100, paths: (id) => [`/issues/${id}/events?limit=100`] },
  { name: 'statistics', wantedMs: 200, paths: () => ['/issues/statistics/summary?days=30'] },
  {
    name: 'events of a project over 14 days',
    wantedMs: 200,
    paths: () => ['/analytics/timeline?days=14&project_id=1'],
  },
  {
    name: 'search in issues',
    wantedMs: 300,
    paths: (_id, turn) => [`/issues?search=${WORDS[turn % WORDS.length]}&limit=25`],
  },
  {
    name: 'search in events of 14 days',
    wantedMs: 300,
    paths: (_id, turn) => [`/search/events?query=${WORDS[turn % WORDS.length]}&project_id=1&limit=25`],
  },
];

const ASKED = 40;
const WARM_UP = 3;

/** Each read so often, one after the other. */
export async function measureReads(ask: Ask): Promise<ReadTimes[]> {
  const list = (await ask('/issues?limit=200&sort=event_count')) as {
    issues: { id: string; title: string }[];
  };
  // Those with most events, in every part of the table; not the ones the load goes to, which have events of today only.
  const issues = list.issues.filter(({ title }) => title.startsWith('TypeError: number')).map(({ id }) => id);
  const measured: ReadTimes[] = [];
  for (const { name, paths } of READS) {
    const times: number[] = [];
    for (let turn = -WARM_UP; turn < ASKED; turn += 1) {
      const asked = paths(issues[(turn + WARM_UP) % issues.length] ?? '', turn + WARM_UP);
      const startedAt = performance.now();
      await Promise.all(asked.map(ask));
      if (turn >= 0) times.push(performance.now() - startedAt);
    }
    times.sort((a, b) => a - b);
    measured.push({ name, p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) });
  }
  return measured;
}
