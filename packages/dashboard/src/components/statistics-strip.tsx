import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { projectTimelineQuery, summaryQuery } from '../api/statistics.ts';
import { compactCount, exactCount } from '../format/number.ts';
import { Sparkline } from './sparkline.tsx';

type Properties = { readonly projectId: number; readonly openIssues: number | undefined };

/** The state of the project in one line. */
export function StatisticsStrip({ projectId, openIssues }: Properties) {
  const verdicts = useQuery(summaryQuery(projectId)).data?.fixes_by_verdict;
  const day = useQuery(projectTimelineQuery(projectId, 1)).data?.buckets;
  const week = useQuery(projectTimelineQuery(projectId, 7)).data?.buckets;
  return (
    <dl className="statistics">
      <Statistic name="Open issues" value={openIssues} />
      <Statistic name="Events, 24 hours" value={day && total(day)}>
        {day && <Sparkline buckets={day} label="Last 24 hours" />}
      </Statistic>
      <Statistic name="Events, 7 days" value={week && total(week)}>
        {week && <Sparkline buckets={week} label="Last 7 days" />}
      </Statistic>
      <Statistic name="Verified fixes" value={verdicts && (verdicts.verified ?? 0)}>
        {verdicts && (
          <span className="statistic-note">
            {exactCount(verdicts.plausible ?? 0)} plausible, {exactCount(verdicts.refuted ?? 0)} refuted
          </span>
        )}
      </Statistic>
    </dl>
  );
}

type StatisticProperties = {
  readonly name: string;
  readonly value: number | undefined;
  readonly children?: ReactNode;
};

function Statistic({ name, value, children }: StatisticProperties) {
  return (
    <div className="statistic">
      <dt>{name}</dt>
      <dd>
        <span className="statistic-value" title={value === undefined ? undefined : exactCount(value)}>
          {value === undefined ? '–' : compactCount(value)}
        </span>
        {children}
      </dd>
    </div>
  );
}

function total(buckets: readonly { readonly count: number }[]): number {
  return buckets.reduce((sum, bucket) => sum + bucket.count, 0);
}
