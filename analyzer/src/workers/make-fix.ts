import type { ConsumeOptions, Sandbox } from '@bugsage/backends';
import { describeError, type Fix, type FixStatus } from '@bugsage/core';
import { allowedOf, proposeCandidates, type Proposals } from '../analyze/propose.ts';
import type { FixCandidate } from '../analyze/diagnosis.ts';
import type { Case, CaseCode } from '../evidence/case.ts';
import { candidateFromDiff } from '../fix/candidate-from-diff.ts';
import { describePatch } from '../fix/describe-patch.ts';
import { verifyBest, type VerifyBestResult } from '../verify/index.ts';
import { DELIVERIES_MAX, type WorkerOptions } from './analyze-issue.ts';
import { moveIssue } from './move-issue.ts';
import { openCase } from './open-case.ts';

export type FixWorkerOptions = WorkerOptions & { readonly sandbox: Sandbox };

const DONE = { kind: 'done' } as const;

/** States another worker left when it died; the fix starts over. */
const INTERRUPTED: ReadonlySet<FixStatus> = new Set(['analyzing', 'generating', 'testing']);

/** fix -> verify: proposes patches, runs them, and shows the best one only with its proof. */
export function createFixHandler(options: FixWorkerOptions): ConsumeOptions['handle'] {
  const { fixes, issues } = options.backends;
  return async ({ message, deliveries }, lease) => {
    if (message.subject !== 'fix.requested') return DONE;
    const scope = { projectIds: [message.payload.project_id] };
    const fix = await fixes.get(scope, message.payload.fix_id);
    if (fix === null) return DONE;
    if (INTERRUPTED.has(fix.status)) await fixes.transition(fix.id, 'pending');
    else if (fix.status !== 'pending') return DONE;
    await moveIssue(issues, message.payload, 'fixing');
    // Verification outlasts any sensible lease; while we live, nobody else should begin it.
    const keepAlive = setInterval(() => void lease.extend().catch(() => undefined), EXTEND_INTERVAL_MS);
    try {
      await fixes.transition(fix.id, 'generating');
      await makeFix(options, fix, await openCase(options, message.payload));
    } catch (error) {
      // The last try ends the fix: a person must not wait for something nobody will do again.
      const isLast = deliveries >= DELIVERIES_MAX;
      const reason = `It could not be made: ${describeError(error)}`;
      await fixes.transition(fix.id, isLast ? 'failed' : 'pending', isLast ? { status_reason: reason } : {});
      throw error;
    } finally {
      clearInterval(keepAlive);
      await moveIssue(issues, message.payload, 'detected');
    }
    return DONE;
  };
}

const EXTEND_INTERVAL_MS = 20_000;

async function makeFix(options: FixWorkerOptions, fix: Fix, given: Case | null): Promise<void> {
  const { fixes } = options.backends;
  const fail = async (reason: string): Promise<void> => {
    await fixes.transition(fix.id, 'failed', { status_reason: reason });
  };
  if (given === null) return fail('The issue or its events are gone.');
  const { code } = given;
  if (code === null) return fail(given.noCodeReason ?? 'The project has no readable repository.');
  const { candidates, refused } = await proposeFor(given, code, fix);
  if (candidates.length === 0) return fail(noCandidateReason(refused.length));
  await fixes.transition(fix.id, 'testing');
  const checked = await verify(options, given, code, candidates);
  await finish(options, { fix, code, checked });
}

/** The engine's patches, made again, then the model's that came with the request; all within the edit policy. */
async function proposeFor(given: Case, code: CaseCode, fix: Fix): Promise<Proposals> {
  const engine = await proposeCandidates(given);
  const modelPatch = await candidateFromDiff(fix, code);
  if (modelPatch === null) return engine;
  const model = allowedOf(given, [modelPatch]);
  return {
    candidates: [...engine.candidates, ...model.candidates],
    refused: [...engine.refused, ...model.refused],
  };
}

function noCandidateReason(refusedCount: number): string {
  if (refusedCount === 0) return 'No rule or model proposes a patch for this error.';
  return `All ${refusedCount} proposed patches touch what a patch may not touch.`;
}

async function verify(
  options: FixWorkerOptions,
  given: Case,
  code: CaseCode,
  candidates: readonly FixCandidate[],
): Promise<VerifyBestResult> {
  const thrown = given.event.exceptions.at(-1);
  return verifyBest({
    caseCode: code,
    error: { type: thrown?.type ?? 'Error', value: thrown?.value ?? '' },
    event: given.event,
    candidates,
    testCommand: given.project.repository?.test_command ?? null,
    sandbox: options.sandbox,
  });
}

/** Verified is ready; plausible is kept as a suggestion that says what is missing; refuted is counted, not shown. */
async function finish(
  options: FixWorkerOptions,
  { fix, code, checked }: { fix: Fix; code: CaseCode; checked: VerifyBestResult },
): Promise<void> {
  const { fixes } = options.backends;
  const { best, tried } = checked;
  if (best === null) {
    await fixes.transition(fix.id, 'failed', { status_reason: 'No patch could be checked in time.' });
    return;
  }
  const { verification } = best;
  const described = describePatch(best, code);
  const verdicts = tried.map((one) => ({ origin: one.candidate.origin, verdict: one.verification.verdict }));
  const patch = { ...described, verification, metadata: { ...described.metadata, tried: verdicts } };
  if (verification.verdict === 'verified') await fixes.transition(fix.id, 'ready', patch);
  else {
    const type = verification.verdict === 'plausible' ? 'suggested' : fix.type;
    await fixes.transition(fix.id, 'failed', { ...patch, type, status_reason: verification.reason });
  }
  options.logger.info(
    { fix: fix.id, verdict: verification.verdict, reason: verification.reason },
    'fix checked',
  );
}
