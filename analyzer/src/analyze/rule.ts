import type { Classification, Evidence, SuggestedFix } from '@bugsage/core';
import type { Case, RepositoryFrame } from '../evidence/case.ts';
import type { TrailStep } from '../evidence/trail.ts';
import type { FixCandidate } from './diagnosis.ts';
import type { ErrorFacts } from './error-facts.ts';
import type { SourceReader } from './source-reader.ts';

/** What a rule may look at beside the case itself. */
export type RuleContext = {
  readonly error: ErrorFacts;
  /** Frames of this error that are in the repository, crash first. */
  readonly frames: readonly RepositoryFrame[];
  readonly trail: readonly TrailStep[];
  readonly sources: SourceReader;
  /** Lines of a file of the stack; empty for others. */
  readonly sourceLines: (path: string) => readonly string[];
};

/** How surely the place of the cause is known; the first number of the confidence (docs/analysis.md). */
export type Certainty =
  /** The expression stands exactly where the engine reported it. */
  | 'expression'
  /** The line is known, the expression on it is the likely one. */
  | 'line'
  /** Only the event tells: no repository, or the file is not in it. */
  | 'event'
  /** The error explains itself; no code is at fault. */
  | 'message'
  /** The class is certain, which of its several causes it was is not. */
  | 'class';

/** What a rule found. The report around it (impact, evidence of the event, wording of trail and commit) is the same for all. */
export type Finding = {
  readonly classification: Classification;
  readonly noCodeFixReason: string | null;
  /** One or two plain sentences that name file, line and expression. */
  readonly cause: string;
  readonly location: { path: string; line: number; column: number | null; expression: string | null } | null;
  readonly certainty: Certainty;
  /** True when the way the wrong value came is known, not only where it hurt. */
  readonly originKnown: boolean;
  readonly evidence: readonly Evidence[];
  readonly candidates: readonly FixCandidate[];
  readonly advice: readonly SuggestedFix[];
  readonly prevention: readonly string[];
  /** Step before the failure that belongs to the cause; the report picks one when null. */
  readonly step?: TrailStep | null;
};

/** One class of errors. `matches` looks at the message alone; `diagnose` may still say null after reading the code. */
export type Rule = {
  readonly id: string;
  /** For people and docs, for example "Access to a property of undefined or null". */
  readonly title: string;
  /** What it proposes, for docs. */
  readonly cure: string;
  matches(error: ErrorFacts): boolean;
  diagnose(given: Case, context: RuleContext): Promise<Finding | null>;
};
