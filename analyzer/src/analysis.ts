/** The stages analyze and verify without their workers, for those who measure them. */
export { diagnose } from './analyze/diagnose.ts';
export type { Diagnosis, FixCandidate } from './analyze/diagnosis.ts';
export { ENGINE_VERSION } from './analyze/engine-version.ts';
export type { FrameText } from './analyze/locate/rank-frames.ts';
export { rankPlaces, type Place } from './analyze/locate/rank-places.ts';
export { proposeCandidates } from './analyze/propose.ts';
export type { Case } from './evidence/case.ts';
export { gatherCase } from './evidence/gather.ts';
export { verifyBest } from './verify/index.ts';
export { withMounts } from './verify/install-dependencies.ts';
