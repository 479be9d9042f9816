import type { Analysis } from '@bugsage/core';
import { Sentence } from './sentence.tsx';
import { SuggestedFixes } from './suggested-fixes.tsx';

type Properties = { readonly analysis: Analysis; readonly opened: boolean };

/** What could be done about the cause, against the next one like it, and where else it shows. */
export function AnalysisAdvice({ analysis, opened }: Properties) {
  const { suggested_fixes: fixes, prevention_suggestions: prevention, related_errors: related } = analysis;
  if (fixes.length + prevention.length + related.length === 0) return null;
  return (
    <details className="fold advice" open={opened}>
      <summary>Suggestions and prevention</summary>
      <div className="analysis-body">
        <SuggestedFixes fixes={fixes} />
        <TextList title="How to prevent it" texts={prevention} />
        <TextList title="Related issues" texts={related.map(({ title, reason }) => `${title}: ${reason}`)} />
      </div>
    </details>
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
