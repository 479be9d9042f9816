import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ReleaseHealth, releaseHealthQuery } from '../api/releases.ts';
import { compactCount, counted } from '../format/number.ts';
import { shareWords } from '../format/release-words.ts';
import { BarChart } from './bar-chart.tsx';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';
import { HealthTable } from './health-table.tsx';
import { Panel } from './panel.tsx';
import { Segments } from './segments.tsx';

const RANGES = [
  { value: 24, word: '24 hours' },
  { value: 168, word: '7 days' },
  { value: 720, word: '30 days' },
] as const;
const MEASURES = [
  { value: 'total', word: 'Sessions' },
  { value: 'crashed', word: 'Crashes' },
] as const;

type Measure = (typeof MEASURES)[number]['value'];
type Properties = { readonly of: { readonly projectId: number; readonly version: string } };

/** Crash-free sessions and users, adoption, and sessions over time: a chart, and the same numbers as a table. */
export function ReleaseHealthPanel({ of }: Properties) {
  const [hours, setHours] = useState<number>(RANGES[0].value);
  const query = useQuery(releaseHealthQuery(of, hours));
  const { data } = query;
  return (
    <Panel
      title="Health"
      aside={<Segments label="Time range" choices={RANGES} chosen={hours} onChoose={setHours} />}
    >
      {query.isPending && <Busy text="Counting sessions…" />}
      {query.isError && data === undefined && (
        <Failure error={query.error} onRetry={() => void query.refetch()} />
      )}
      {data !== undefined && <HealthNumbers health={data} />}
      {data?.sessions.total === 0 && (
        <p className="quiet">
          No sessions in this time. Sentry’s SDKs send them by themselves where release health is on.
        </p>
      )}
      {data !== undefined && data.sessions.total > 0 && <HealthChart health={data} />}
    </Panel>
  );
}

function HealthNumbers({ health: { sessions, users, adoption } }: { readonly health: ReleaseHealth }) {
  const numbers = [
    ['Crash-free sessions', shareWords(sessions.crash_free_rate), `of ${counted(sessions.total, 'session')}`],
    ['Crash-free users', shareWords(users.crash_free_rate), `of ${counted(users.total, 'user')}`],
    ['Adoption', shareWords(adoption.sessions), `of sessions in ${adoption.hours} hours`],
    ['Crashed', compactCount(sessions.crashed), `${counted(sessions.abnormal, 'session')} ended abnormally`],
  ] as const;
  return (
    <dl className="statistics">
      {numbers.map(([name, value, note]) => (
        <div key={name} className="statistic">
          <dt>{name}</dt>
          <dd>
            <span className="statistic-value">{value}</span>
            <span className="statistic-note">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function HealthChart({ health: { buckets, sessions } }: { readonly health: ReleaseHealth }) {
  const [measure, setMeasure] = useState<Measure>('total');
  const words = measure === 'total' ? 'session' : 'crashed session';
  return (
    <>
      <Segments label="Shown in the chart" choices={MEASURES} chosen={measure} onChoose={setMeasure} />
      <BarChart
        buckets={buckets.map((bucket) => ({ at: bucket.at, count: bucket.sessions[measure] }))}
        label={`${counted(sessions[measure], words)} over time`}
      />
      <details className="chart-table">
        <summary>{counted(sessions.total, 'session')} as a table</summary>
        <HealthTable buckets={buckets} />
      </details>
    </>
  );
}
