import type { Severity } from '@bugsage/core';
import { SEVERITY_BARS } from '../format/issue-words.ts';

const BARS = [1, 2, 3, 4] as const;

/** Four rising bars; how many are filled says the severity without colour. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  return (
    <svg
      className="severity-mark"
      data-severity={severity}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      role="img"
      aria-label={`${severity} severity`}
    >
      <title>{`${severity} severity`}</title>
      {BARS.map((bar) => (
        <rect
          key={bar}
          className={bar <= SEVERITY_BARS[severity] ? 'bar-full' : 'bar-empty'}
          x={(bar - 1) * 4 + 0.5}
          y={16 - bar * 3.5 - 1}
          width="3"
          height={bar * 3.5}
          rx="1"
        />
      ))}
    </svg>
  );
}
