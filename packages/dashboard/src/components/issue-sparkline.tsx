import { useQuery } from '@tanstack/react-query';
import { issueTimelineQuery } from '../api/issues.ts';
import { Sparkline } from './sparkline.tsx';

/** Events of the last 24 hours. */
export function IssueSparkline({ issueId, seen }: { readonly issueId: string; readonly seen: boolean }) {
  const timeline = useQuery({ ...issueTimelineQuery(issueId, 24), enabled: seen });
  return (
    <div className="issue-spark">
      {timeline.data !== undefined && <Sparkline buckets={timeline.data.buckets} label="Last 24 hours" />}
    </div>
  );
}
