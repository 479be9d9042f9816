import type { IssueStatus, IssueSubstatus, Severity } from '@bugsage/core';

/** Statuses a person still has to look at. */
export const OPEN_STATUSES: readonly IssueStatus[] = ['detected', 'analyzing', 'fixing'];

/** Most urgent first. Listed here because the schemas of the core are imported as types only. */
export const SEVERITIES_URGENT_FIRST: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

/** Filled bars of the severity mark, 1 to 4, so that it reads without colour. */
export const SEVERITY_BARS: { readonly [Level in Severity]: number } = {
  low: 1,
  medium: 2,
  high: 3,
  critical: 4,
};

export const STATUS_WORDS: { readonly [Status in IssueStatus]: string } = {
  detected: 'Open',
  analyzing: 'Analyzing',
  fixing: 'Fixing',
  resolved: 'Resolved',
  ignored: 'Ignored',
};

export const SUBSTATUS_WORDS: { readonly [Substatus in IssueSubstatus]: string } = {
  new: 'New',
  ongoing: 'Ongoing',
  escalating: 'Escalating',
  regressed: 'Regressed',
};

export function isOpen(status: IssueStatus): boolean {
  return OPEN_STATUSES.includes(status);
}
