import type { OpenIntegration } from '@bugsage/backends';
import { actorOf, type IntegrationParts } from '../integration-parts.ts';
import { applyCommits, applyPull } from './apply-code-change.ts';
import { applySentryChange } from './apply-sentry-change.ts';
import { applyTrackerChange } from './apply-tracker-change.ts';
import { bringIssue } from './bring-issue.ts';
import type { IncomingChange } from './incoming-change.ts';

/** Does what a webhook says, each part so that doing it twice is doing it once. Answers what was done, in words. */
export async function applyChanges(
  parts: IntegrationParts,
  integration: OpenIntegration,
  changes: readonly IncomingChange[],
): Promise<string[]> {
  const done: string[] = [];
  for (const change of changes) done.push(...(await applyChange(parts, integration, change)));
  return done;
}

async function applyChange(
  parts: IntegrationParts,
  integration: OpenIntegration,
  change: IncomingChange,
): Promise<string[]> {
  switch (change.kind) {
    case 'state':
    case 'removed':
    case 'comment':
      return integration.kind === 'sentry' || integration.kind === 'slack'
        ? []
        : applyTrackerChange(parts, integration, change);
    case 'event':
    case 'fetch_event':
    case 'sentry_state':
      return integration.kind === 'sentry' ? applySentryChange(parts, integration, change) : [];
    case 'commits':
    case 'pull':
      return applyCode(parts, integration, change);
    case 'release':
      await parts.releases.announce({
        project_id: integration.project_id,
        version: change.version.slice(0, 250),
        url: change.url,
        ...(change.commit === null ? {} : { commit_sha: change.commit }),
      });
      return [`release ${change.version}`];
    case 'uninstalled':
      await parts.integrations.update(integration.project_id, integration.id, { enabled: false });
      return ['switched off: it was uninstalled over there'];
    case 'button':
      return pressButton(parts, integration, change);
  }
}

async function applyCode(
  parts: IntegrationParts,
  integration: OpenIntegration,
  change: Extract<IncomingChange, { kind: 'commits' | 'pull' }>,
): Promise<string[]> {
  const { kind } = integration;
  if (kind !== 'github' && kind !== 'gitlab') return [];
  const project = await parts.accounts.getProject(integration.project_id);
  if (project === null) return [];
  return change.kind === 'commits'
    ? applyCommits(parts, { project, kind, commits: change.commits })
    : applyPull(parts, { project, kind, change });
}

async function pressButton(
  parts: IntegrationParts,
  { project_id }: OpenIntegration,
  change: Extract<IncomingChange, { kind: 'button' }>,
): Promise<string[]> {
  const issue = await parts.issues.getIssue({ projectIds: [project_id] }, change.issueId);
  if (issue === null) return [];
  const moved = await bringIssue(parts, issue, change.status, { by: actorOf('slack', change.by) });
  if (!moved) return [];
  const words = `issue ${issue.number} is ${change.status}`;
  await reply(parts, change.replyTo, `BugSage: ${words}.`);
  return [words];
}

/** Only the one who pressed it sees it. That it did not arrive changes nothing. */
async function reply(
  { outbound, logger }: IntegrationParts,
  url: string | null,
  text: string,
): Promise<void> {
  if (url === null) return;
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  const headers = { 'content-type': 'application/json' };
  try {
    await outbound.request(url, { method: 'POST', headers, body });
  } catch (error) {
    logger.info({ err: error }, 'an answer to a button of Slack did not arrive');
  }
}
