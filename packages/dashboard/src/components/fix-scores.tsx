import type { Fix } from '@bugsage/core';
import { ConfidenceMeter } from './confidence-meter.tsx';

export function FixScores({ fix }: { readonly fix: Fix }) {
  const scores = [
    { name: 'Confidence', value: fix.confidence_score },
    { name: 'Quality', value: fix.quality_score },
    { name: 'Risk', value: fix.risk_score },
  ];
  return (
    <dl className="scores">
      {scores.map(({ name, value }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <ConfidenceMeter value={value} label={name} />
          </dd>
        </div>
      ))}
      <div>
        <dt>Made by</dt>
        <dd>{fix.model_version}</dd>
      </div>
    </dl>
  );
}
