import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { issueTimelineQuery } from '../api/issues.ts';
import { counted } from '../format/number.ts';
import { BucketTable } from './bucket-table.tsx';
import { BarChart } from './bar-chart.tsx';
import { Segments } from './segments.tsx';

const RANGES = [
  { value: 24, word: '24 hours' },
  { value: 168, word: '7 days' },
  { value: 720, word: '30 days' },
] as const;

/** The counts of an issue over time: a chart for the eyes, the same numbers as a table for everybody. */
export function EventsOverTime({ issueId }: { readonly issueId: string }) {
  const [hours, setHours] = useState<number>(RANGES[0].value);
  const buckets = useQuery(issueTimelineQuery(issueId, hours)).data?.buckets ?? [];
  const word = RANGES.find((range) => range.value === hours)?.word ?? '';
  const sum = buckets.reduce((total, bucket) => total + bucket.count, 0);
  return (
    <section className="panel chart-panel" aria-labelledby="chart-title">
      <header className="panel-header">
        <h2 id="chart-title">Events over time</h2>
        <Segments label="Time range" choices={RANGES} chosen={hours} onChoose={setHours} />
      </header>
      <BarChart buckets={buckets} label={`${counted(sum, 'event')} in ${word}`} />
      <details className="chart-table">
        <summary>{counted(sum, 'event')} as a table</summary>
        <BucketTable buckets={buckets} />
      </details>
    </section>
  );
}
