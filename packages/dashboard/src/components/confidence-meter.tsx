import { percent } from '../format/number.ts';

/** A share of 1 as a bar with its number. `label` names it for screen readers. */
export function ConfidenceMeter({ value, label }: { readonly value: number; readonly label: string }) {
  return (
    <span className="confidence">
      <meter className="confidence-bar" min={0} max={1} value={value} aria-label={label}>
        {percent(value)}
      </meter>
      <span className="confidence-number">{percent(value)}</span>
    </span>
  );
}
