import type { Issue } from '@bugsage/core';
import { useQuery } from '@tanstack/react-query';
import { issueFixesQuery } from '../api/fixes.ts';
import { analysisQuery } from '../api/issues.ts';
import { AnalysisBody } from './analysis-body.tsx';
import { Busy } from './busy.tsx';
import { ConfidenceMeter } from './confidence-meter.tsx';
import { Failure } from './failure.tsx';
import { Panel } from './panel.tsx';

export function AnalysisPanel({ issue }: { readonly issue: Issue }) {
  const query = useQuery(analysisQuery(issue.id));
  const analysis = query.data ?? null;
  const hasFix = (useQuery(issueFixesQuery(issue.id)).data?.length ?? 0) > 0;
  const aside = analysis !== null && (
    <span className="labelled-meter">
      Confidence
      <ConfidenceMeter value={analysis.confidence_score} label="Confidence of the analysis" />
    </span>
  );
  return (
    <Panel title="Root cause" aside={aside} className="analysis">
      {query.isPending && <Busy text="Loading the analysis…" />}
      {query.isError && query.data === undefined && <Failure error={query.error} />}
      {analysis !== null && <AnalysisBody analysis={analysis} hasFix={hasFix} />}
      {query.isSuccess && analysis === null && (
        <p className="quiet">
          {issue.status === 'analyzing'
            ? 'The analysis is being made. It shows up here by itself.'
            : 'Not analyzed yet. “Analyze” starts one.'}
        </p>
      )}
    </Panel>
  );
}
