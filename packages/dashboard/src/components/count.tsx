import { compactCount, counted } from '../format/number.ts';

/** A compact number with the exact one in its title and a noun (`event`) for screen readers and small screens. */
export function Count({ value, noun }: { readonly value: number; readonly noun: string }) {
  return (
    <span className="count" title={counted(value, noun)}>
      {compactCount(value)}
      <span className="count-noun">{value === 1 ? ` ${noun}` : ` ${noun}s`}</span>
    </span>
  );
}
