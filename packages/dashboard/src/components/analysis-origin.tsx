import type { Analysis } from '@bugsage/core';
import { duration, exactCount } from '../format/number.ts';
import { visibleText } from '../format/visible-text.ts';
import { RelativeTime } from './relative-time.tsx';

/** Who says so: engine, rule or model, cost, and what it looked at. */
export function AnalysisOrigin({ analysis }: { readonly analysis: Analysis }) {
  const about = analysis.analysis_metadata;
  const tokens = about.input_tokens + about.output_tokens;
  const parts = [
    about.engine === 'deterministic' ? 'Deterministic engine' : about.engine,
    about.rule === null ? null : `rule ${about.rule}`,
    about.model,
    tokens === 0 ? null : `${exactCount(tokens)} tokens`,
    about.cost_usd === null || about.cost_usd === 0 ? null : `$${about.cost_usd.toFixed(4)}`,
    duration(about.duration_ms),
  ].filter((part) => part !== null);
  return (
    <footer className="origin">
      <p>
        {visibleText(parts.join(' · '))} · <RelativeTime at={about.timestamp} />
      </p>
      {about.fallback_reason !== null && <p>Fell back to the rules: {visibleText(about.fallback_reason)}</p>}
      {about.dropped_citations > 0 && (
        <p>{about.dropped_citations} citations did not resolve and were removed.</p>
      )}
      {about.context_used.length > 0 && <p>Looked at: {visibleText(about.context_used.join(', '))}</p>}
    </footer>
  );
}
