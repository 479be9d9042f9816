export type { RegressionTest } from './regression-test.ts';
export { verifyBest, type VerifyBestRequest, type VerifyBestResult } from './verify-best.ts';
export { verifyCandidate, type VerifiedCandidate, type VerifyRequest } from './verify-candidate.ts';
