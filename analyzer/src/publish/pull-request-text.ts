import type { Analysis, Fix, VerificationStep } from '@bugsage/core';
import { inertText, inertTitle } from './inert-text.ts';
import { PUBLISH_LIMITS } from './limits.ts';
import { shortId, verdictLine } from './patch-file.ts';

export type PullRequestText = {
  readonly title: string;
  readonly body: string;
  readonly commitMessage: string;
};

/** Our own template: texts of others stand in it as inert lines, never as markup. */
export function pullRequestText(given: {
  readonly fix: Fix;
  readonly analysis: Analysis | null;
  /** Page of the issue in the dashboard; null when its address is not known. */
  readonly issueUrl: string | null;
}): PullRequestText {
  const { fix, analysis, issueUrl } = given;
  const title = inertTitle(fix.title, PUBLISH_LIMITS.titleLengthMax) || `Fix ${shortId(fix)}`;
  const inert = (text: string): string => inertText(text, PUBLISH_LIMITS.textLengthMax);
  const { verification } = fix;
  const body = [
    'This draft was made by BugSage. It is never merged by it: review it like any other change.',
    '',
    ...(fix.description === '' ? [] : [`What changes: ${inert(fix.description)}`, '']),
    ...(analysis === null ? [] : [`Cause: ${inert(analysis.root_cause)}`, '']),
    ...(verification === null
      ? []
      : [
          `**${verdictLine(fix)}** ${inert(verification.reason)}`,
          '',
          '| Step | Result |',
          '| --- | --- |',
          ...verification.steps.map(stepRow),
          '',
        ]),
    ...(issueUrl === null ? [] : [`Logs and events: ${issueUrl}`]),
    `Fix ${fix.id}, against commit ${verification?.base_commit ?? 'unknown'}.`,
  ].join('\n');
  const commitMessage = [title, '', verdictLine(fix), '', `BugSage-Fix: ${fix.id}`, ''].join('\n');
  return { title, body, commitMessage };
}

/** The text of the pull request that takes a merged fix back. */
export function revertText(fix: Fix, reason: string): PullRequestText {
  const title = `Revert "${inertTitle(fix.title, PUBLISH_LIMITS.titleLengthMax)}"`;
  const told = inertText(reason, PUBLISH_LIMITS.textLengthMax);
  return {
    title,
    body: `This draft takes back a fix of BugSage.\n\nReason: ${told}\n\nFix ${fix.id}.`,
    commitMessage: [title, '', `BugSage-Revert: ${fix.id}`, ''].join('\n'),
  };
}

/** Names and states are words of ours. */
function stepRow({ name, status, expectation }: VerificationStep): string {
  return `| \`${name}\` | ${status}: ${expectation} |`;
}
