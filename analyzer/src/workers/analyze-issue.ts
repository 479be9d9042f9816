import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Backends, ConsumeOptions, Model, SecretStore } from '@bugsage/backends';
import type { Analysis, Configuration } from '@bugsage/core';
import type { Logger } from 'pino';
import { analyzeCase, type AnalyzeResult } from '../analyze/analyze.ts';
import { gateSettingsOf } from '../analyze/gates.ts';
import { inputHash } from '../analyze/input-hash.ts';
import type { Case } from '../evidence/case.ts';
import { unifiedDiff } from '../fix/describe-patch.ts';
import { MODEL_ORIGIN } from '../fix/candidate-from-diff.ts';
import { assignOwner } from '../ownership/assign-owner.ts';
import { PUBLISH_LIMITS } from '../publish/limits.ts';
import { BUDGET_WINDOW_MS, budgetedModel } from './budgeted-model.ts';
import { keepAlive } from './keep-alive.ts';
import { moveIssue } from './move-issue.ts';
import { openCase } from './open-case.ts';

export type WorkerOptions = {
  readonly backends: Backends;
  readonly configuration: Configuration;
  readonly dataDirectory: string;
  readonly secrets?: Pick<SecretStore, 'reveal'>;
  readonly model: Model | null;
  readonly logger: Logger;
  /** Told of every analysis that was stored. */
  readonly analyzed?: (analysis: Analysis) => void;
};

/** A worker that is silent longer is dead; those that live extend the lease of their message. */
export const ANALYSIS_LEASE_SECONDS = 300;

/** A claim is not extended: it outlasts the deadline of a question to a model and the gathering before it. */
const CLAIM_LEASE_SECONDS = 600;

/** The tries of one message, with this between them, outlast the claim of a worker that died. */
const BUSY_RETRY_MS = 120_000;

/** A message that fails this often is put away for people to look at. */
export const DELIVERIES_MAX = 5;

const DONE = { kind: 'done' } as const;

/**
 * Analyzes an issue once per input: the claim on (issue, input hash) makes redelivered messages and parallel workers
 * cost one model call. A sure analysis that names a change of code requests a fix.
 */
export function createAnalyzeHandler(options: WorkerOptions): ConsumeOptions['handle'] {
  const { analyses } = options.backends;
  const worker = `${hostname()}:${process.pid}`;
  return async ({ message, deliveries }, lease) => {
    if (!('issue_id' in message.payload)) return DONE;
    const given = await openCase(options, message.payload);
    if (given === null) return DONE;
    const force = message.subject === 'analysis.requested' && message.payload.force;
    // A forced analysis is its own input, once per request however often the message comes.
    const input = inputHash(given, options.model);
    const hash = force ? `${input}:${message.id}` : input;
    const claim = { issueId: given.issue.id, inputHash: hash };
    const claimed = await analyses.claim({ ...claim, worker, leaseSeconds: CLAIM_LEASE_SECONDS });
    // Who holds the claim may have died with it: nobody else would come back to this issue.
    if (claimed === 'busy' && deliveries < DELIVERIES_MAX) return { kind: 'retry', afterMs: BUSY_RETRY_MS };
    if (claimed !== 'claimed') return DONE;
    await moveIssue(options.backends.issues, message.payload, 'analyzing');
    // Who should look is worth knowing, and no reason to do without the analysis.
    await assignOwner(options.backends, given).catch((error: unknown) =>
      options.logger.warn({ error, issue: given.issue.id }, 'the owner of an issue could not be found'),
    );
    const alive = keepAlive(lease);
    try {
      const result = await analyze(options, given, message.subject === 'analysis.requested');
      const metadata = { ...result.analysis.analysis_metadata, input_hash: hash };
      await analyses.save({ ...result.analysis, analysis_metadata: metadata });
      options.analyzed?.(result.analysis);
      await requestFix(options, given, result);
    } catch (error) {
      await analyses.release(claim);
      await moveIssue(options.backends.issues, message.payload, 'detected');
      throw error;
    } finally {
      alive.stop();
    }
    return DONE;
  };
}

async function analyze(options: WorkerOptions, given: Case, asked: boolean): Promise<AnalyzeResult> {
  const { modelLedger: ledger } = options.backends;
  const settings = gateSettingsOf(options.configuration, given.project.model_gates);
  const spent = await ledger.spent(given.project.id, Date.now() - BUDGET_WINDOW_MS);
  const result = await analyzeCase({
    case: given,
    asked,
    model:
      options.model === null
        ? null
        : budgetedModel({
            model: options.model,
            ledger,
            configuration: options.configuration,
            settings,
            call: { projectId: given.project.id, issueId: given.issue.id, purpose: 'analysis' },
          }),
    budget: {
      tokensLeft: settings.tokensPerDay - spent.tokens,
      usdLeft: settings.usdPerDay - spent.cost_usd,
      eventsMin: settings.eventsMin,
      ageDaysMax: settings.ageDaysMax,
    },
    now: Date.now,
    createId: randomUUID,
  });
  const { analysis_metadata: metadata, confidence_score: confidence } = result.analysis;
  options.logger.info({ issue: given.issue.id, rule: metadata.rule, confidence }, 'issue analyzed');
  return result;
}

/** Only a sure analysis of a code error: everything else is for people to read. */
async function requestFix(
  options: WorkerOptions,
  given: Case,
  { analysis, candidates }: AnalyzeResult,
): Promise<void> {
  const isSure = analysis.confidence_score >= given.project.fix_confidence_min;
  if (analysis.classification !== 'code_fix' || !isSure || candidates.length === 0) return;
  if (await isCoolingDown(options, given)) return;
  const modelPatch = candidates.find((candidate) => candidate.origin === MODEL_ORIGIN);
  await options.backends.fixes.request({
    issue_id: given.issue.id,
    project_id: given.project.id,
    analysis_id: analysis.id,
    type: 'automatic',
    title: candidates[0]?.title ?? `Fix ${given.issue.title}`,
    ...(modelPatch === undefined
      ? {}
      : {
          code_diff: modelPatch.edits.map(unifiedDiff).join(''),
          model_version: analysis.analysis_metadata.model ?? '',
        }),
  });
}

/** The last fix was taken back: the next one is for a person to ask for. */
async function isCoolingDown({ backends }: WorkerOptions, { issue, project }: Case): Promise<boolean> {
  const scope = { projectIds: [project.id] };
  const filter = { issue_id: issue.id, status: 'rolled_back', skip: 0, limit: 1 } as const;
  const [last] = (await backends.fixes.list(scope, filter)).fixes;
  const at = last?.rolled_back_at ?? null;
  return at !== null && Date.now() - Date.parse(at) < PUBLISH_LIMITS.cooldownAfterRollbackMs;
}
