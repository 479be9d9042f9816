import type { Analysis } from '@bugsage/core';
import { visibleText } from '../format/visible-text.ts';
import { AnalysisOrigin } from './analysis-origin.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { Sentence } from './sentence.tsx';
import { SuggestedFixes } from './suggested-fixes.tsx';

export function AnalysisBody({ analysis }: { readonly analysis: Analysis }) {
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
      <SuggestedFixes fixes={analysis.suggested_fixes} />
      <TextList title="How to prevent it" texts={analysis.prevention_suggestions} />
      <TextList
        title="Related issues"
        texts={analysis.related_errors.map((related) => `${related.title}: ${related.reason}`)}
      />
      <AnalysisOrigin analysis={analysis} />
    </div>
  );
}

function TextList({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  if (texts.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul className="text-list">
        {texts.map((text) => (
          <li key={text}>
            <Sentence text={text} />
          </li>
        ))}
      </ul>
    </>
  );
}
