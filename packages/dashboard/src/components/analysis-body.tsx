import type { Analysis } from '@bugsage/core';
import { visibleText } from '../format/visible-text.ts';
import { AnalysisAdvice } from './analysis-advice.tsx';
import { AnalysisOrigin } from './analysis-origin.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { Sentence } from './sentence.tsx';

type Properties = {
  readonly analysis: Analysis;
  /** With a fix below, what else could be done moves to the background. */
  readonly hasFix: boolean;
};

export function AnalysisBody({ analysis, hasFix }: Properties) {
  const { location } = analysis;
  return (
    <div className="analysis-body">
      <p className="root-cause">
        <Sentence text={analysis.root_cause} />
      </p>
      {location !== null && (
        <p className="cause-location">
          <code>
            {visibleText(location.path)}:{location.line}
          </code>
          {location.expression !== null && (
            <code className="cause-expression">{visibleText(location.expression)}</code>
          )}
        </p>
      )}
      {analysis.no_code_fix_reason !== null && (
        <p className="callout">
          <strong>No code change is proposed. </strong>
          <Sentence text={analysis.no_code_fix_reason} />
        </p>
      )}
      <h3>Impact</h3>
      <p>
        <Sentence text={analysis.impact_assessment} />
      </p>
      <dl className="facts">
        <div>
          <dt>Risk</dt>
          <dd>{analysis.risk_level}</dd>
        </div>
        <div>
          <dt>Effort</dt>
          <dd>{analysis.estimated_effort}</dd>
        </div>
        <div>
          <dt>Kind</dt>
          <dd>{analysis.classification.replaceAll('_', ' ')}</dd>
        </div>
      </dl>
      <EvidenceList evidence={analysis.evidence} />
      <AnalysisAdvice analysis={analysis} opened={!hasFix} />
      <AnalysisOrigin analysis={analysis} />
    </div>
  );
}
