import type { TagDistribution } from '@bugsage/backends';
import { EVIDENCE_LIMITS } from './limits.ts';

/** A value nearly all events of an issue have, and much fewer of the project's: "only on Safari". */
export type TagSkew = {
  readonly key: string;
  readonly value: string;
  /** Shares of the events that have the tag, 0 to 1. */
  readonly ofIssue: number;
  readonly ofProject: number;
  readonly events: number;
};

/** Tags that differ with every event or say nothing about a cause. */
const TELLS_NOTHING =
  /^(?:level|handled|mechanism|url|transaction|server_name|runtime\.build|sentry[:.]|trace)|(?:^|[._])(?:id|session|request)$/;

/** The most telling skews, strongest first. Both distributions are counts of newest events by tag. */
export function tagSkews(issue: readonly TagDistribution[], project: readonly TagDistribution[]): TagSkew[] {
  const baseline = new Map(project.map((tag) => [tag.key, tag.values] as const));
  const found: TagSkew[] = [];
  for (const { key, values } of issue) {
    const all = baseline.get(key);
    const [top] = values;
    if (all === undefined || top === undefined || TELLS_NOTHING.test(key)) continue;
    const events = sum(values);
    const ofIssue = top.count / events;
    const ofProject = (all.find((one) => one.value === top.value)?.count ?? 0) / Math.max(1, sum(all));
    if (events < EVIDENCE_LIMITS.skewEventsMin || ofIssue < EVIDENCE_LIMITS.skewShareMin) continue;
    if (ofProject > EVIDENCE_LIMITS.skewBaselineMax) continue;
    found.push({ key, value: top.value, ofIssue, ofProject, events });
  }
  return found
    .toSorted((left, right) => left.ofProject - right.ofProject || (left.key < right.key ? -1 : 1))
    .slice(0, EVIDENCE_LIMITS.skewsMax);
}

function sum(values: readonly { readonly count: number }[]): number {
  return values.reduce((total, { count }) => total + count, 0);
}
