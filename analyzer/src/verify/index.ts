export { bestOf, verifyBest, type VerifyBestResult } from './verify-best.ts';
export { verifyCandidate, type VerifiedCandidate } from './verify-candidate.ts';
