import { join } from 'node:path';
import type { ConsumeOptions, Sandbox } from '@bugsage/backends';
import { describeError, type Fix, type FixStatus } from '@bugsage/core';
import { gateSettingsOf } from '../analyze/gates.ts';
import { allowedOf, proposeCandidates, type Proposals } from '../analyze/propose.ts';
import type { FixCandidate } from '../analyze/diagnosis.ts';
import type { Case, CaseCode } from '../evidence/case.ts';
import { candidateFromDiff, MODEL_ORIGIN } from '../fix/candidate-from-diff.ts';
import { endOfFix } from '../fix/end-of-fix.ts';
import { FIX_MODEL_LIMITS } from '../fix/model/limits.ts';
import { FIX_PROMPT } from '../fix/model/prompt-v1.ts';
import { proposeWithModel, type ModelProposals } from '../fix/model/propose-with-model.ts';
import { describePatch } from '../fix/describe-patch.ts';
import { installDependencies, type Dependencies } from '../verify/install-dependencies.ts';
import { bestOf, verifyBest, type VerifyBestResult } from '../verify/index.ts';
import { DELIVERIES_MAX, type WorkerOptions } from './analyze-issue.ts';
import { budgetedModel } from './budgeted-model.ts';
import { keepAlive } from './keep-alive.ts';
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
    const alive = keepAlive(lease);
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
      alive.stop();
      await moveIssue(issues, message.payload, 'detected');
    }
    return DONE;
  };
}

async function makeFix(options: FixWorkerOptions, fix: Fix, given: Case | null): Promise<void> {
  const { fixes } = options.backends;
  const fail = async (reason: string): Promise<void> => {
    await fixes.transition(fix.id, 'failed', { status_reason: reason });
  };
  if (given === null) return fail('The issue or its events are gone.');
  const { code } = given;
  if (code === null) return fail(given.noCodeReason ?? 'The project has no readable repository.');
  const proposals = await proposeFor(given, code, fix);
  await fixes.transition(fix.id, 'testing');
  const checked = await verify(options, given, code, proposals.candidates);
  const asked = isProven(checked) ? null : await askModel(options, given, code);
  const { best, tried } =
    asked === null ? checked : await verifyMore(options, { given, code, asked, proposals, checked });
  if (best === null) return fail(noCandidateReason(proposals, asked));
  await finish(options, { fix, code, checked: { best, tried }, asked });
}

function isProven({ best }: VerifyBestResult): boolean {
  return best?.verification.verdict === 'verified';
}

/** Only where running the engine's patches proved none: a model costs money. */
async function askModel(
  options: FixWorkerOptions,
  given: Case,
  code: CaseCode,
): Promise<ModelProposals | null> {
  const { model, backends, configuration, sandbox } = options;
  if (model === null || !given.project.model_gates.enabled) return null;
  const worktree = await code.repository.worktree(code.commit);
  const { id: issueId, project_id: projectId } = given.issue;
  try {
    const call = { projectId, issueId, purpose: 'fix' } as const;
    const settings = gateSettingsOf(configuration, given.project.model_gates);
    const budgeted = budgetedModel({ model, ledger: backends.modelLedger, configuration, settings, call });
    const listEvents = async () => {
      const fingerprints = await backends.issues.fingerprintsOf(issueId);
      return backends.events.listEvents({ projectId, fingerprints, limit: FIX_MODEL_LIMITS.eventsMax });
    };
    const tools = { given, code, worktree, sandbox, listEvents, testRunsLeft: FIX_MODEL_LIMITS.testRunsMax };
    return await proposeWithModel(tools, budgeted);
  } finally {
    await worktree.remove();
  }
}

/** Tries the model's patches too. Those of the engine stand beside them, so that agreement is seen. */
async function verifyMore(
  options: FixWorkerOptions,
  found: {
    readonly given: Case;
    readonly code: CaseCode;
    readonly asked: ModelProposals;
    readonly proposals: Proposals;
    readonly checked: VerifyBestResult;
  },
): Promise<VerifyBestResult> {
  const { given, code, asked, checked } = found;
  if (asked.candidates.length === 0) return checked;
  const more = await verify(options, given, code, asked.candidates);
  const all = [checked.best, more.best].filter((one) => one !== null);
  return { best: bestOf(all), tried: [...checked.tried, ...more.tried] };
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

function noCandidateReason({ refused }: Proposals, asked: ModelProposals | null): string {
  const count = refused.length + (asked?.refused.length ?? 0);
  const said = asked?.reason == null ? '' : ` The model: ${asked.reason}`;
  if (count === 0) return `No rule or model proposes a patch for this error.${said}`;
  const [rule = ''] = [...refused, ...(asked?.refused ?? [])].map((patch) => patch.rule);
  return `All ${count} proposed patches touch what a patch may not touch (${rule}).${said}`;
}

async function verify(
  options: FixWorkerOptions,
  given: Case,
  code: CaseCode,
  candidates: readonly FixCandidate[],
): Promise<VerifyBestResult> {
  if (candidates.length === 0) return { best: null, tried: [] };
  const thrown = given.event.exceptions.at(-1);
  const { root = '', test_command: testCommand = null } = given.project.repository ?? {};
  const { sandbox, step } = await dependenciesOf(options, given, code);
  return verifyBest({
    caseCode: code,
    error: { type: thrown?.type ?? 'Error', value: thrown?.value ?? '' },
    event: given.event,
    candidates,
    testCommand,
    root,
    sandbox,
    installStep: step,
  });
}

/** Only where the operator and the project both allow it: it is the one step with a network. */
async function dependenciesOf(options: FixWorkerOptions, given: Case, code: CaseCode): Promise<Dependencies> {
  const { repository } = given.project;
  const { sandbox, configuration, dataDirectory } = options;
  if (repository?.install !== true || !configuration.BUGSAGE_INSTALL_DEPENDENCIES)
    return { sandbox, step: null };
  return installDependencies({
    sandbox,
    code,
    settings: { testCommand: repository.test_command, root: repository.root },
    cacheDirectory: join(dataDirectory, 'dependencies'),
    registry: configuration.BUGSAGE_NPM_REGISTRY ?? null,
  });
}

async function finish(
  options: FixWorkerOptions,
  {
    fix,
    code,
    checked,
    asked,
  }: { fix: Fix; code: CaseCode; checked: VerifyBestResult; asked: ModelProposals | null },
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
  const isOfModel = best.candidate.origin === MODEL_ORIGIN;
  const metadata = {
    ...described.metadata,
    tried: verdicts,
    ...(isOfModel ? { model: options.model?.name ?? fix.model_version } : {}),
    ...(asked === null
      ? {}
      : {
          prompt_version: FIX_PROMPT.version,
          model_actions: asked.actions,
          model_reason: asked.reason,
          model_refused: asked.refused,
        }),
  };
  const { status, ...ended } = endOfFix(verification);
  await fixes.transition(fix.id, status, { ...described, verification, metadata, ...ended });
  options.logger.info(
    { fix: fix.id, verdict: verification.verdict, reason: verification.reason },
    'fix checked',
  );
}
