import type { SuggestedFix } from '@bugsage/core';
import type { RepositoryFrame } from '../../evidence/case.ts';
import type { Finding } from '../rule.ts';

/** A finding without patch, origin or prevention, unless they are given. */
export function plainFinding(
  finding: Pick<Finding, 'cause' | 'certainty'> & Partial<Finding> & { readonly action?: string },
): Finding {
  const { action, ...given } = finding;
  return {
    classification: action === undefined ? 'code_fix' : 'action_recommended',
    noCodeFixReason: action ?? null,
    location: null,
    originKnown: false,
    evidence: [],
    candidates: [],
    advice: [],
    prevention: [],
    ...given,
  };
}

export function advice(title: string, description: string, confidence = 0.4): SuggestedFix {
  return { title, description, kind: 'advice', confidence };
}

export function locationOfFrame(frame: RepositoryFrame | undefined): Finding['location'] {
  if (frame === undefined) return null;
  return { path: frame.path, line: frame.line, column: frame.column, expression: null };
}

/** ` at src/a.js:3`, or nothing. */
export function atFrame(frame: RepositoryFrame | undefined): string {
  return frame === undefined ? '' : ` at ${frame.path}:${frame.line}`;
}
