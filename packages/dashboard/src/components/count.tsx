import { compactCount, exactCount } from '../format/number.ts';

/** A compact number with the exact one in its title and a noun for screen readers. */
export function Count({ value, noun }: { readonly value: number; readonly noun: string }) {
  return (
    <span className="count" title={`${exactCount(value)} ${noun}`}>
      {compactCount(value)}
      <span className="count-noun"> {noun}</span>
    </span>
  );
}
