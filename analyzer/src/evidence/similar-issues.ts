import type { Issue } from '@bugsage/core';
import { EVIDENCE_LIMITS } from './limits.ts';

/** Another issue that looks like one, and why. */
export type SimilarIssue = {
  readonly issue_id: string;
  readonly title: string;
  readonly reason: string;
  /** 0 to 1. */
  readonly similarity: number;
};

/** The most similar of other issues of a project, without a model: class, place and the words of the message. */
export function similarIssues(issue: Issue, others: readonly Issue[]): SimilarIssue[] {
  return others
    .filter((other) => other.id !== issue.id && other.project_id === issue.project_id)
    .map((other) => compare(issue, other))
    .filter(({ similarity }) => similarity >= EVIDENCE_LIMITS.similarityMin)
    .toSorted(
      (left, right) => right.similarity - left.similarity || (left.issue_id < right.issue_id ? -1 : 1),
    )
    .slice(0, EVIDENCE_LIMITS.similarMax);
}

function compare(issue: Issue, other: Issue): SimilarIssue {
  const sameType = issue.type !== '' && issue.type === other.type;
  const samePlace = issue.culprit !== '' && issue.culprit === other.culprit;
  const sameFile = fileOf(issue.culprit) !== '' && fileOf(issue.culprit) === fileOf(other.culprit);
  const words = overlap(wordsOf(issue.value), wordsOf(other.value));
  const similarity = (sameType ? 0.25 : 0) + (samePlace ? 0.35 : sameFile ? 0.2 : 0) + 0.4 * words;
  const reasons = [
    ...(sameType ? [`both are ${issue.type}`] : []),
    ...(samePlace
      ? [`both happen in ${issue.culprit}`]
      : sameFile
        ? [`both happen in ${fileOf(issue.culprit)}`]
        : []),
    ...(words >= 0.5 ? ['their messages have the same words'] : []),
    ...(other.status === 'resolved' ? ['that one is resolved'] : []),
  ];
  return {
    issue_id: other.id,
    title: other.title,
    reason: `${reasons.join(', ')}.`.replace(/^./, (first) => first.toUpperCase()),
    similarity: Math.round(similarity * 100) / 100,
  };
}

function fileOf(culprit: string): string {
  return culprit.split(' in ', 1)[0] ?? '';
}

/** Words of a message with what differs from event to event masked. */
function wordsOf(message: string): Set<string> {
  const masked = message
    .slice(0, EVIDENCE_LIMITS.comparedLengthMax)
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{12,}\b|\d+/gi, '#');
  return new Set(masked.toLowerCase().match(/[\p{L}_$#][\p{L}\p{N}_$#]*/gu) ?? []);
}

/** Jaccard. */
function overlap(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  if (left.size === 0 || right.size === 0) return 0;
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return shared / (left.size + right.size - shared);
}
