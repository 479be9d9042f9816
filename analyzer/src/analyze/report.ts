import type { Analysis, Evidence, SuggestedFix } from '@bugsage/core';
import type { Case } from '../evidence/case.ts';
import type { TrailStep } from '../evidence/trail.ts';
import { confidenceOf } from './confidence.ts';
import type { Diagnosis, FixCandidate } from './diagnosis.ts';
import { impactOf } from './impact.ts';
import { ANALYZE_LIMITS } from './limits.ts';
import type { Finding, Rule, RuleContext } from './rule.ts';
import { citeCommit, citeEvent, code } from './words.ts';

/** A rule's finding as a whole report: with impact, the step before the failure and the commit that touched the line. */
export function reportOf(given: Case, context: RuleContext, rule: Rule, finding: Finding): Diagnosis {
  const step = finding.step === undefined ? tellingStep(context.trail) : finding.step;
  const confidence = confidenceOf(given, finding);
  return {
    rule: rule.id,
    classification: finding.classification,
    no_code_fix_reason: finding.noCodeFixReason,
    root_cause: [finding.cause, contextSentence(given, finding, step)].filter((one) => one !== '').join(' '),
    impact_assessment: impactOf(given, context.error),
    suggested_fixes: [
      ...finding.candidates.map((candidate) => suggestionOf(candidate, confidence)),
      ...finding.advice,
    ],
    confidence_score: confidence,
    risk_level: riskOf(given),
    estimated_effort: effortOf(finding),
    prevention_suggestions: [...finding.prevention],
    evidence: [
      ...finding.evidence,
      citeEvent(context.error.field, 'The error as it was reported.', context.error.message),
      ...evidenceAround(given, finding, step),
    ].slice(0, ANALYZE_LIMITS.evidenceMax),
    location: finding.location,
    candidates: finding.candidates,
  };
}

/** The step most likely to belong to the failure: the last request when it failed, else the last thing that was done. */
export function tellingStep(trail: readonly TrailStep[]): TrailStep | null {
  const request = trail.findLast((step) => step.request !== null) ?? null;
  const status = request?.request?.status ?? null;
  if (request !== null && (status === null || status >= 400)) return request;
  return trail.findLast((step) => step.request !== null || /^(?:ui|navigation)/.test(step.category)) ?? null;
}

function contextSentence(given: Case, finding: Finding, step: TrailStep | null): string {
  const before = step === null || step.text === '' ? '' : `Just before it: ${code(step.text)}.`;
  const suspect = suspectOf(given, finding);
  if (suspect === null) return before;
  const last = `The line was last changed in ${suspect.info.commit.slice(0, 7)} (${code(suspect.info.subject)}).`;
  return before === '' ? last : `${before} ${last}`;
}

/** Blame was asked for the crashing line; it says nothing about other places. */
function suspectOf(given: Case, finding: Finding): NonNullable<Case['code']>['suspect'] {
  const suspect = given.code?.suspect ?? null;
  if (suspect === null || finding.location === null) return null;
  const near = Math.abs(suspect.line - finding.location.line) <= ANALYZE_LIMITS.nearbyLinesMax;
  return suspect.path === finding.location.path && near ? suspect : null;
}

function evidenceAround(given: Case, finding: Finding, step: TrailStep | null): Evidence[] {
  const suspect = suspectOf(given, finding);
  return [
    ...(step === null ? [] : [citeEvent(step.field, 'What happened just before.', null)]),
    ...skewEvidence(given),
    ...otherSuspects(given, suspect?.info.commit ?? null),
    ...(suspect === null
      ? []
      : [citeCommit(suspect.info.commit, 'Last change of the line.', suspect.info.subject)]),
  ];
}

/** The tag that nearly all events of the issue have, where this event has it too. */
function skewEvidence({ event, population }: Case): Evidence[] {
  return population.skews.flatMap(({ key, value, ofIssue, ofProject }) => {
    const index = event.tags.findIndex((tag) => tag[0] === key && tag[1] === value);
    const claim = `${percent(ofIssue)} of its events have this tag, but ${percent(ofProject)} of the project's.`;
    return index === -1 ? [] : [citeEvent(`tags.${index}.1`, claim, value)];
  });
}

function otherSuspects({ code: source }: Case, named: string | null): Evidence[] {
  return (source?.suspects ?? [])
    .filter(({ info, reason }) => info.commit !== named && reason !== 'changed the file')
    .map(({ info, path, reason }) =>
      citeCommit(
        info.commit,
        `This commit ${reason === 'changed the line' ? 'last changed the line' : 'changed'} ${path}${reason === 'changed the line' ? '' : ' shortly before the first occurrence'}.`,
        info.subject,
      ),
    );
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A patch nobody ran is worth little: what is only parsed stays at 0.35, however sure the cause is. */
const UNRUN_FIX_CONFIDENCE_MAX = 0.35;

function suggestionOf(candidate: FixCandidate, confidence: number): SuggestedFix {
  return {
    title: candidate.title,
    description: candidate.description,
    kind: candidate.origin === 'model' ? 'model' : 'template',
    confidence: Math.min(UNRUN_FIX_CONFIDENCE_MAX, Math.round(candidate.prior * confidence * 100) / 100),
  };
}

function riskOf({ event, issue }: Case): Analysis['risk_level'] {
  if (event.level === 'fatal') return 'critical';
  const unhandled = event.exceptions.some((exception) => exception.mechanism?.handled === false);
  if (unhandled || issue.substatus === 'escalating') return 'high';
  return event.level === 'error' ? 'medium' : 'low';
}

function effortOf(finding: Finding): Analysis['estimated_effort'] {
  if (finding.classification === 'noise') return 'minutes';
  if (finding.candidates.length > 0) return 'minutes';
  return finding.certainty === 'event' ? 'unknown' : 'hours';
}
