import type { Analysis, Issue } from '@bugsage/core';
import { inertText, inertTitle } from '../publish/inert-text.ts';

const TITLE_LENGTH_MAX = 200;
const TEXT_LENGTH_MAX = 1_200;

/** The first words of an issue in a tracker. Texts of events and models stand in it as inert lines. */
export function issueText(given: {
  readonly issue: Issue;
  readonly analysis: Analysis | null;
  readonly url: string | null;
}): { title: string; body: string } {
  const { issue, analysis, url } = given;
  const inert = (text: string): string => inertText(text, TEXT_LENGTH_MAX);
  const facts = [
    `Severity: ${issue.severity}`,
    `Seen: ${issue.event_count} times, ${issue.users_affected} users, first ${issue.first_seen}, last ${issue.last_seen}`,
    ...(issue.culprit === '' ? [] : [`Where: ${inert(issue.culprit)}`]),
    ...(issue.first_release === null ? [] : [`First release: ${inert(issue.first_release)}`]),
    ...(issue.last_environment === null ? [] : [`Environment: ${inert(issue.last_environment)}`]),
  ];
  const body = [
    `${inert(issue.type)}: ${inert(issue.value)}`,
    '',
    ...facts.map((fact) => `- ${fact}`),
    '',
    ...(analysis === null ? [] : [`Cause: ${inert(analysis.root_cause)}`, '']),
    ...(url === null ? [] : [`Events, analysis and fix: ${url}`, '']),
    `A commit that says "Fixes BUGSAGE-${issue.number}" resolves it.`,
  ].join('\n');
  return { title: inertTitle(issue.title, TITLE_LENGTH_MAX) || `Issue ${issue.number}`, body };
}

/** The comment on a change of state. `by` is a person's name, or null when BugSage did it. */
export function stateText(issue: Issue, by: string | null, url: string | null): string {
  const where = url === null ? '' : `\n\n${url}`;
  const whom = by === null ? '' : ` by ${inertText(by, TITLE_LENGTH_MAX)}`;
  if (issue.status === 'resolved') return `Resolved in BugSage${whom}${resolutionOf(issue)}.${where}`;
  if (issue.status === 'ignored') return `Ignored in BugSage${whom}.${where}`;
  const release =
    issue.last_release === null ? '' : ` in release ${inertText(issue.last_release, TITLE_LENGTH_MAX)}`;
  return issue.substatus === 'regressed'
    ? `It happened again${release}.${where}`
    : `Opened again in BugSage${whom}.${where}`;
}

/** What a person wrote here. Members of the project wrote it, so its Markdown stays. */
export function commentText(author: string, body: string): string {
  return `${inertText(author, TITLE_LENGTH_MAX)} wrote in BugSage:\n\n${body}`;
}

function resolutionOf(issue: Issue): string {
  if (issue.resolved_in_release !== null)
    return `, in release ${inertText(issue.resolved_in_release, TITLE_LENGTH_MAX)}`;
  if (issue.resolved_in_commit !== null) return `, in commit ${issue.resolved_in_commit}`;
  return issue.resolution === 'in_next_release' ? ', in the next release' : '';
}
