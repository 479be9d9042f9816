import type { SuggestedFix } from '@bugsage/core';
import { percent } from '../format/number.ts';
import { Sentence } from './sentence.tsx';

export function SuggestedFixes({ fixes }: { readonly fixes: readonly SuggestedFix[] }) {
  if (fixes.length === 0) return null;
  return (
    <>
      <h3>Suggested fixes</h3>
      <ol className="suggestions">
        {fixes.map((fix) => (
          <li key={fix.title}>
            <p className="suggestion-title">
              <strong>
                <Sentence text={fix.title} />
              </strong>
              <span className="quiet">
                {fix.kind}, {percent(fix.confidence)}
              </span>
            </p>
            <p>
              <Sentence text={fix.description} />
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
