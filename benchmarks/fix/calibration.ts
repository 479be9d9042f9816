import type { Calibration } from './result.ts';

/** A stated confidence, and whether the analysis was right. */
export type Claim = { readonly confidence: number; readonly right: boolean };

/** Reliability diagram in tenths and Brier score: the mean squared distance of what was stated from what was true. */
export function calibrate(claims: readonly Claim[]): Calibration {
  const bins = Array.from({ length: 10 }, (_, index) => {
    const inside = claims.filter(
      ({ confidence }) => Math.min(9, Math.floor(confidence * 10 + 1e-9)) === index,
    );
    return {
      from: index / 10,
      cases: inside.length,
      stated: mean(inside.map((claim) => claim.confidence)),
      right: mean(inside.map((claim) => Number(claim.right))),
    };
  });
  return {
    cases: claims.length,
    brier: mean(claims.map((claim) => (claim.confidence - Number(claim.right)) ** 2)),
    bins: bins.filter((bin) => bin.cases > 0),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
